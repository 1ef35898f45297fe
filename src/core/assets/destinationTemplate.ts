import { posix } from 'node:path';
import { runInNewContext } from 'node:vm';
import { joinPath, normalizePath } from './assetPath.ts';
import { pathBelow } from './samePath.ts';
import { matchesGlob } from './glob.ts';

/** The source of a template's variables. Paths are absolute. */
export interface TemplateSource {
	/** Undefined if there is none, or if it is outside the workspace folders. */
	document: { path: string; workspaceFolder: string } | undefined;
	/** The new file's name, with its extension. */
	fileName: string;
	now: Date;
}

/**
 * A variable of `markdown.copyFiles.destination`, with its transform if it has one:
 * `${name/pattern/replacement/flags}`, slashes escaped as `\/`; or `\$`, a literal dollar sign. VS Code itself has
 * no flags.
 */
const variable =
	/\\\$|\$\{(\w+)(?:\/((?:\\\/|\\(?!\/)|[^}/\\])+)\/((?:\\\/|\\(?!\/)|[^}/\\])*)\/([a-z]*))?\}/g;

function variables({ document, fileName, now }: TemplateSource): Map<string, string> {
	const values = new Map([
		['fileName', fileName],
		['fileExtName', posix.extname(fileName).replace('.', '')],
		['unixTime', String(now.getTime())],
		// VS Code writes colons, which Windows does not allow in names.
		['isoTime', now.toISOString().replaceAll(':', '-')],
	]);
	if (document !== undefined) {
		const { path, workspaceFolder } = document;
		const { dir, base, name, ext } = posix.parse(path);
		values.set('documentDirName', dir);
		values.set('documentRelativeDirName', posix.relative(workspaceFolder, dir));
		values.set('documentFileName', base);
		values.set('documentBaseName', name);
		values.set('documentExtName', ext.replace('.', ''));
		values.set('documentFilePath', path);
		values.set('documentRelativeFilePath', posix.relative(workspaceFolder, path));
		values.set('documentWorkspaceFolder', workspaceFolder);
	}
	return values;
}

/** What a template may name, for messages. */
export const variableNames = [
	...variables({ document: { path: '/', workspaceFolder: '/' }, fileName: '', now: new Date(0) }).keys(),
].map(name => `\${${name}}`);

/**
 * Milliseconds for all transforms of one template together: a foreign pattern may take forever. One that ends needs
 * less than 1 ms; the rest is for a busy machine, where a shorter limit would change where the image goes.
 */
const longestTransforms = 250;

/** Applies a variable's transform. One that fails, or takes too long, leaves the value as it is. */
function createTransform(): (value: string, pattern: string, replacement: string, flags: string) => string {
	const unescape = (text: string): string => text.replaceAll('\\/', '/');
	let left = longestTransforms;
	return (value, pattern, replacement, flags) => {
		const began = performance.now();
		try {
			// As in VS Code, an invalid pattern leaves the value as it is.
			const expression = new RegExp(unescape(pattern), flags);
			const values = { value, expression, replacement: unescape(replacement) };
			return left < 1
				? value
				: String(
						// Nothing else can stop a regular expression.
						runInNewContext('value.replace(expression, replacement)', values, {
							timeout: Math.ceil(left),
						}),
					);
		} catch {
			return value;
		} finally {
			left -= performance.now() - began;
		}
	};
}

/** Whether a template uses a variable of a document, and so means nothing without one. */
export function needsDocument(template: string): boolean {
	return [...template.matchAll(variable)].some(([, name]) => name?.startsWith('document') === true);
}

/** The text of a template without its variables: what its author wrote literally. */
export function literalPart(template: string): string {
	return template.replace(variable, 'x');
}

/** Whether a template names the file as well as its folder: its last segment holds `${fileName}`. */
export function namesFile(template: string): boolean {
	const last = [...template.matchAll(variable)].findLast(([, name]) => name === 'fileName');
	return last !== undefined && !template.slice(last.index + last[0].length).includes('/');
}

/** Fills in a template. An unknown variable stays as it was written, and is reported. */
export function expandTemplate(
	template: string,
	source: TemplateSource,
): { text: string; unknown: string[] } {
	const values = variables(source);
	const transform = createTransform();
	const unknown: string[] = [];
	const text = template.replace(
		variable,
		(written, name?: string, pattern?: string, replacement?: string, flags?: string) => {
			if (name === undefined) {
				return '$';
			}
			const value = values.get(name);
			if (value === undefined) {
				unknown.push(written);
				return written;
			}
			// An empty replacement leaves the value as it is, as in VS Code.
			return pattern && replacement ? transform(value, pattern, replacement, flags ?? '') : value;
		},
	);
	return { text, unknown };
}

/**
 * The template that `markdown.copyFiles.destination` has for a document: the first, in the order written,
 * whose glob matches its path. A glob that begins with a slash starts at each workspace folder, any other
 * one matches in every folder (VS Code's `copyFiles/copyFiles.ts`).
 */
export function markdownTemplate(
	destinations: Readonly<Record<string, string>>,
	{ path, workspaceFolder }: { path: string; workspaceFolder: string },
): string | undefined {
	const relative = `/${pathBelow(workspaceFolder, path, false) ?? ''}`;
	return Object.entries(destinations).find(([glob]) => {
		if (glob.startsWith('/')) {
			return matchesGlob(relative, glob);
		}
		return matchesGlob(path, glob.startsWith('**') ? glob : `**/${glob}`);
	})?.[1];
}

/** Where a template of `markdown.copyFiles.destination` puts the file: an absolute path, `..` resolved. */
export function expandMarkdownTemplate(
	template: string,
	source: TemplateSource & { document: { path: string } },
): string {
	const given = template.trim() === '' ? '${fileName}' : template.trim();
	const rooted = given.startsWith('/') ? `\${documentWorkspaceFolder}${given}` : given;
	const { text } = expandTemplate(rooted.endsWith('/') ? `${rooted}\${fileName}` : rooted, source);
	return text.startsWith('/') ? normalizePath(text) : joinPath(posix.dirname(source.document.path), text);
}
