/** The texts of the manifest that a user reads. They are in `package.nls.json`; the manifest has their keys. */

type Json = string | number | boolean | null | Json[] | { [name: string]: Json };

/** The properties of the manifest that VS Code shows. */
const shown = new Set([
	...['title', 'shortTitle', 'category', 'label', 'displayName', 'description', 'markdownDescription'],
	...[
		'enumDescriptions',
		'markdownEnumDescriptions',
		'enumItemLabels',
		'patternErrorMessage',
		'errorMessage',
	],
	...[
		'deprecationMessage',
		'markdownDeprecationMessage',
		'altText',
		'userDescription',
		'contents',
		'tooltip',
	],
]);
/** Only models read what is below these. */
const forModels = new Set(['inputSchema', 'chatSkills', 'chatPromptFiles']);
/** Left out of keys, where they add nothing. */
const dull = new Set(['contributes', 'properties', 'additionalProperties', 'items', 'media', 'capabilities']);

/** A text of the manifest, or the key in its place. */
export interface ManifestText {
	/** The key that belongs here, derived from the path to the text. */
	readonly key: string;
	/** The current value: a text, or `%key%`. */
	readonly value: string;
	readonly put: (value: string) => void;
}

/** Every text of a manifest that a user reads, in order. */
export function manifestTexts(manifest: object): ManifestText[] {
	return textsBelow(manifest as Json, []);
}

/** The key in a text's place, if there is one. */
export function keyIn(value: string): string | undefined {
	return /^%([\w.-]+)%$/.exec(value)?.[1];
}

function textsBelow(node: Json, path: readonly string[]): ManifestText[] {
	if (node === null || typeof node !== 'object') {
		return [];
	}
	if (Array.isArray(node)) {
		return node.flatMap((each, index) => textsBelow(each, [...path, nameOf(each) ?? String(index)]));
	}
	return Object.entries(node).flatMap(([name, value]) => {
		const here = [...path, name];
		if (forModels.has(name)) {
			return [];
		}
		// Below `properties` it is the name of a setting, which may be any of these.
		const isShown =
			(shown.has(name) || (name === 'name' && path.includes('views'))) && path.at(-1) !== 'properties';
		if (isShown && typeof value === 'string' && value !== '') {
			const put = (text: string) => {
				node[name] = text;
			};
			return [{ key: keyOf(here), value, put }];
		}
		if (isShown && Array.isArray(value)) {
			return value.flatMap((each, index) => {
				const put = (text: string) => {
					value[index] = text;
				};
				const values = Array.isArray(node.enum) ? (node.enum as string[]) : [];
				return typeof each === 'string'
					? [{ key: keyOf([...here, values[index] ?? String(index)]), value: each, put }]
					: [];
			});
		}
		return textsBelow(value, here);
	});
}

/** What identifies an element of an array. */
function nameOf(node: Json): string | undefined {
	if (node === null || typeof node !== 'object' || Array.isArray(node)) {
		return undefined;
	}
	return [node.id, node.command, node.name].find(name => typeof name === 'string');
}

function keyOf(path: readonly string[]): string {
	if (path.at(-1) === 'category') {
		return 'category';
	}
	return path
		.filter(name => !dull.has(name))
		.map(name => name.replace(/^imageAssets\.|^image_assets_/, ''))
		.map(name => name.replace(/^markdownDescription$/, 'description').replace(/[^\w.-]/g, '-'))
		.map(name => name.replace(/^(?:markdownE|e)numDescriptions$/, 'enum'))
		.join('.');
}
