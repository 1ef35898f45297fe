import { Parser } from 'htmlparser2';
import { fromMarkdown } from 'mdast-util-from-markdown';
import parseValues from 'postcss-value-parser';
import ts from 'typescript';

/** A path in a text: as written, and where. */
export interface Place {
	readonly start: number;
	readonly raw: string;
}

/** Finds image references with a published parser, in the few lines that one would write around it. */
export interface ParserFinder {
	readonly parser: string;
	/** The documents of the corpus that it is for. */
	readonly languageIds: readonly string[];
	readonly find: (text: string) => readonly Place[];
}

const isLocalImage = (path: string) =>
	/\.(?:png|jpe?g|webp)(?:[?#].*)?$/i.test(path) && !/^(?:[a-z]+:|\/\/)/i.test(path);

export const parserFinders: readonly ParserFinder[] = [
	{ parser: 'mdast-util-from-markdown', languageIds: ['markdown'], find: inMarkdown },
	{ parser: 'htmlparser2', languageIds: ['html'], find: inMarkup },
	{ parser: 'typescript', languageIds: ['typescriptreact', 'javascriptreact'], find: inScript },
	{ parser: 'postcss-value-parser', languageIds: ['css', 'scss', 'less', 'postcss'], find: inStyles },
];

/** The place of a path in a part of the text; parsers decode paths, so the text may not contain it literally. */
function placeIn(text: string, path: string, from: number, to = text.length): readonly Place[] {
	if (!isLocalImage(path)) {
		return [];
	}
	const found = text.indexOf(path, from);
	return [{ start: found < 0 || found > to ? from : found, raw: path }];
}

const moved = (places: readonly Place[], by: number) =>
	places.map(({ start, raw }) => ({ start: start + by, raw }));

type MarkdownNode = ReturnType<typeof fromMarkdown>['children'][number];

function inMarkdown(text: string): readonly Place[] {
	const places: Place[] = [];
	const definitions = new Map<string, Place>();
	const used = new Set<string>();
	const visit = (node: MarkdownNode) => {
		const start = node.position?.start.offset ?? 0;
		const end = node.position?.end.offset;
		if (node.type === 'image') {
			places.push(...placeIn(text, node.url, start, end));
		} else if (node.type === 'html') {
			places.push(...moved(inMarkup(node.value), start));
		} else if (node.type === 'definition') {
			placeIn(text, node.url, start, end).forEach(place => definitions.set(node.identifier, place));
		} else if (node.type === 'imageReference') {
			used.add(node.identifier);
		} else if ('children' in node) {
			node.children.forEach(visit);
		}
	};
	fromMarkdown(text).children.forEach(visit);
	return [...places, ...[...definitions].filter(([name]) => used.has(name)).map(([, place]) => place)];
}

function inMarkup(text: string): readonly Place[] {
	const places: Place[] = [];
	let tag = '';
	const parser: Parser = new Parser({
		onopentagname: name => {
			tag = name;
		},
		onattribute: (name, value) => {
			const from = parser.startIndex + name.length;
			if (name.endsWith('srcset')) {
				const paths = value.split(',').map(candidate => candidate.trim().split(/\s/)[0] ?? '');
				places.push(...paths.flatMap(path => placeIn(text, path, from, parser.endIndex)));
			} else if (name === 'style') {
				places.push(...moved(inStyles(value), from));
			} else if (['src', 'data-src', 'poster'].includes(name) || (name === 'href' && tag !== 'a')) {
				places.push(...placeIn(text, value.trim(), from, parser.endIndex));
			}
		},
		ontext: data => {
			if (tag === 'style') {
				places.push(...moved(inStyles(data), parser.startIndex));
			}
		},
	});
	parser.end(text);
	return places;
}

function inScript(text: string): readonly Place[] {
	const places: Place[] = [];
	const attributes = new Set(['src', 'srcSet', 'poster']);
	const keep = (node: ts.Node | undefined) => {
		if (node !== undefined && ts.isStringLiteralLike(node)) {
			const paths = node.text.split(/,\s*/).map(candidate => candidate.trim().split(/\s+\d/)[0] ?? '');
			places.push(...paths.flatMap(path => placeIn(text, path, node.getStart(), node.end)));
		} else {
			node?.forEachChild(keep);
		}
	};
	const visit = (node: ts.Node) => {
		if (ts.isImportDeclaration(node)) {
			keep(node.moduleSpecifier);
		} else if (ts.isJsxAttribute(node) && attributes.has(node.name.getText())) {
			keep(node.initializer);
		} else if (
			(ts.isCallExpression(node) && node.expression.getText() === 'require') ||
			(ts.isNewExpression(node) && node.expression.getText() === 'URL')
		) {
			keep(node.arguments?.[0]);
		} else {
			node.forEachChild(visit);
		}
	};
	visit(ts.createSourceFile('a.tsx', text, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX));
	return places;
}

function inStyles(text: string): readonly Place[] {
	const places: Place[] = [];
	parseValues(text).walk(node => {
		if (node.type === 'function' && /^(?:url|src)$/i.test(node.value)) {
			places.push(...node.nodes.flatMap(({ value, sourceIndex }) => placeIn(text, value, sourceIndex)));
			return false;
		}
		if (node.type === 'function' && /image-set$/i.test(node.value)) {
			const strings = node.nodes.filter(({ type }) => type === 'string');
			places.push(...strings.flatMap(({ value, sourceIndex }) => placeIn(text, value, sourceIndex)));
		}
		return undefined;
	});
	return places;
}
