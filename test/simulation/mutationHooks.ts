import { registerHooks } from 'node:module';
import { readFileSync } from 'node:fs';
import { mutations, type Edit, type Mutation } from './mutations.ts';

const root = new URL('../../', import.meta.url);

/** The text with the edit applied. @throws Error unless what it replaces occurs exactly once. */
export function applyEdit(text: string, { file, from, to }: Edit): string {
	const parts = text.split(from);
	if (parts.length !== 2) {
		throw new Error(`Mutation of ${file}: ${parts.length - 1} places instead of one: ${from}`);
	}
	return parts.join(to);
}

/** The texts of the files with the mutation applied, by URL. @throws Error if an edit doesn't apply */
export function checkEdits({ edits }: Mutation): ReadonlyMap<string, string> {
	const sources = new Map<string, string>();
	for (const edit of edits) {
		const { href } = new URL(edit.file, root);
		sources.set(href, applyEdit(sources.get(href) ?? readFileSync(new URL(href), 'utf8'), edit));
	}
	return sources;
}

/** Makes this process load the code with the mutation from now on; the files stay as they are. */
export function applyMutation(name: string): void {
	const mutation = mutations.find(each => each.name === name);
	if (mutation === undefined) {
		throw new Error(`There is no mutation ${name}`);
	}
	const sources = checkEdits(mutation);
	registerHooks({
		load(url, context, nextLoad) {
			const source = sources.get(url);
			return source === undefined
				? nextLoad(url, context)
				: { format: 'module-typescript', source, shortCircuit: true };
		},
	});
}
