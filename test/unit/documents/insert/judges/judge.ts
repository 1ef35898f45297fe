import assert from 'node:assert/strict';

/** Documents of one language, made of pieces, and what a parser that others keep says of them. */
export interface Judge {
	readonly name: string;
	readonly languageId: string;
	/** For a language that VS Code knows by its file's extension alone. */
	readonly fileName?: string;
	/** How many documents are tried. */
	readonly seeds?: number;
	/** The least part of the links that are images, where it is not a quarter. */
	readonly images?: number;
	readonly pieces: readonly string[];
	readonly separators: readonly string[];
	/** What a document begins and ends with, where its pieces stand in something. */
	readonly around?: readonly (readonly [before: string, after: string])[];
	/** Images of the language are not looked for in documents. */
	readonly isNotFound?: true;
	/** Whether a link is an image of the language; others are paths in code and comments. */
	readonly isImage: (link: string) => boolean;
	/** The document's tree; throws where the parser finds a fault. */
	readonly tree: (text: string) => unknown;
	/** The tree without the image at the path; throws where it is none. */
	readonly without: (text: string, path: string) => unknown;
	/** Whether the parser takes the place of a bare path for code or a comment. */
	readonly isCode: (text: string, path: string) => boolean | Promise<boolean>;
}

export const path = 'assets/new.webp';

/** A node of any parser's tree. */
export type Tree = Readonly<Record<string, unknown>>;

/** What a parser's tree is compared by. */
export interface Reading {
	/** Properties that say where a node is, or only how it was written. */
	readonly ignores: ReadonlySet<string>;
	/** The text of a node that is text; undefined for others. */
	readonly textOf: (node: Tree) => string | undefined;
	/** Whether a node is the new image. */
	readonly isNew: (node: Tree) => boolean;
	/** Nodes that change nothing: comments, and what is empty but for white space. */
	readonly isNothing?: (node: Tree) => boolean;
}

/**
 * A tree as it is compared: without places and white space, texts side by side as one.
 *
 * @param gone takes the new images, which are left out; where it is not given they stay
 */
export function plainTree(root: unknown, reading: Reading, gone?: Tree[]): unknown {
	const { ignores, textOf, isNew, isNothing } = reading;
	return plain(root);

	function plain(value: unknown): unknown {
		if (Array.isArray(value)) {
			return list(value);
		}
		if (typeof value !== 'object' || value === null) {
			return typeof value === 'string' ? value.replace(/\s+/g, '') : value;
		}
		return Object.fromEntries(
			Object.entries(value)
				.filter(([key, each]) => !ignores.has(key) && each !== undefined)
				.map(([key, each]) => [key, plain(each)]),
		);
	}

	function list(values: readonly unknown[]): unknown[] {
		const kept: unknown[] = [];
		let text = '';
		const flush = () => {
			if (text !== '') {
				kept.push(text);
			}
			text = '';
		};
		for (const value of values) {
			const node = typeof value === 'object' && value !== null ? (value as Tree) : undefined;
			const said = node && textOf(node);
			if (said !== undefined) {
				text += said.replace(/\s+/g, '');
			} else if (node && gone && isNew(node)) {
				gone.push(node);
			} else if (!node || isNothing?.(node) !== true) {
				flush();
				kept.push(plain(value));
			}
		}
		flush();
		return kept;
	}
}

/** The tree without the new image, which has to be in it once. */
export function withoutNew(root: unknown, reading: Reading): unknown {
	const gone: Tree[] = [];
	const tree = plainTree(root, reading, gone);
	assert.equal(gone.length, 1, 'the image is in the tree once');
	return tree;
}

/** All nodes of a tree. */
export function nodesOf(value: unknown): Tree[] {
	if (typeof value !== 'object' || value === null) {
		return [];
	}
	const inner = (Array.isArray(value) ? value : Object.values(value)).flatMap(nodesOf);
	return Array.isArray(value) ? inner : [value as Tree, ...inner];
}
