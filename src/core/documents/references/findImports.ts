import { nameCharacters } from '../nameCharacters.ts';
import { spanAround, type CodeSpan } from '../syntax/scanCode.ts';
import type { Region } from '../tags.ts';
import type { Collector } from './collector.ts';
import { fromScript, fromSpecifier } from '../imagePath.ts';

/** The code before the string of an import. */
export const beforeImportPath =
	/(?<![.\w$])(?:from|import|(?:require(?:\.resolve)?|import|(?<url>new\s+(?:window\.|globalThis\.)?URL))\s*\()\s*$/;
const metaUrl = /^\s*,\s*import\.meta\.url\b/;
/** The name that an import, or what it is assigned to, has from there on. */
const binding = new RegExp(
	String.raw`(?:\bimport\s+(?:type\s+)?(?<imported>[${nameCharacters}]+)\s+from|(?<![${nameCharacters}])(?<assigned>[${nameCharacters}]+)\s*(?::[^=;\n]{1,60})?=\s*(?:await\s+)?(?:require\s*\(|import\s*\(|new\s+(?:window\.|globalThis\.)?URL\s*\())\s*$`,
);

/** A specifier that is a path, an alias, or can't be the name of a package: a folder of the project. */
const pathSpecifier =
	/^(?:\.{0,2}\/|[@~#$]|(?:src|app|assets|images?|img|static|public|media|resources|components|common|client|lib|icons?|pictures|graphics|illustrations|shared|pages|views|screens|features)\/)/;

/** The images in `import`, `require()` and `new URL(…, import.meta.url)` among the strings of a script. */
export function findImports(collector: Collector, spans: readonly CodeSpan[], { start, end }: Region): void {
	const { text } = collector;
	let last: CodeSpan | undefined;
	for (const hit of collector.hits(start, end)) {
		const span = spanAround(spans, hit);
		if (span?.kind !== 'string' || span === last || span.open === '' || span.close === '') {
			continue;
		}
		last = span;
		const code = codeBefore(text, spans, span.start, start);
		const opened = beforeImportPath.exec(code);
		const place = { start: span.start + 1, end: span.end - 1 };
		const isUrl = opened?.groups?.url !== undefined;
		const follows = isUrl
			? metaUrl.test(text.slice(span.end, span.end + 60))
			: pathSpecifier.test(text.slice(place.start, place.start + 16));
		const decode = isUrl ? fromScript : fromSpecifier;
		const reference = opened && follows ? collector.add(place, 'import', decode) : undefined;
		const names = binding.exec(code)?.groups;
		const name = names?.imported ?? names?.assigned;
		if (reference && name !== undefined) {
			const bound = collector.bindings.get(name);
			if (bound) {
				bound.push(reference);
			} else {
				collector.bindings.set(name, [reference]);
			}
		}
	}
}

/** The code right before an offset, without the comments in it. */
function codeBefore(text: string, spans: readonly CodeSpan[], offset: number, from: number): string {
	const code = text.slice(Math.max(from, offset - 160), offset);
	if (!code.trimEnd().endsWith('*/')) {
		return code;
	}
	const comment = spanAround(spans, offset - code.length + code.trimEnd().length - 2);
	return comment?.kind === 'comment' ? text.slice(Math.max(from, comment.start - 160), comment.start) : code;
}
