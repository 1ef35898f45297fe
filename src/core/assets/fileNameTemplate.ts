import type { Quality } from '../../shared/model.ts';

/** What the `imageAssets.fileName` setting can name. Width and height are pixels. */
interface FileNameValues {
	slug: string;
	quality: Quality;
	width: number;
	height: number;
	/** Read in local time. */
	now: Date;
}

interface ExpandedFileName {
	/** Not yet made safe, and without an extension of its own unless the template has one. */
	name: string;
	/** Unknown variables, as they were written; they are left out of the name. */
	unknown: string[];
}

const pad = (part: number): string => String(part).padStart(2, '0');

/** Fills in a template such as `${date}-${slug}`; dates are `2026-01-31`, times `17-05-59`. */
export function expandFileName(template: string, values: FileNameValues): ExpandedFileName {
	const { now } = values;
	const variables = new Map([
		['slug', values.slug],
		['date', `${now.getFullYear()}-${pad(now.getMonth() + 1)}-${pad(now.getDate())}`],
		['time', `${pad(now.getHours())}-${pad(now.getMinutes())}-${pad(now.getSeconds())}`],
		['quality', values.quality],
		['width', String(values.width)],
		['height', String(values.height)],
	]);
	const unknown: string[] = [];
	const name = template.replace(/\$\{([^{}]*)\}/g, (written, variable: string) => {
		const value = variables.get(variable);
		if (value === undefined) {
			unknown.push(written);
		}
		return value ?? '';
	});
	return { name: name.trim() === '' ? values.slug : name, unknown };
}
