import { itemsOf, memberOf, scanJson, textOf, type JsonNode } from '../syntax/scanJson.ts';

/** An icon as a web app's manifest lists it. */
export interface ManifestIcon {
	readonly src: string;
	/** Pixels of a side. */
	readonly side: number;
	readonly purpose: 'any' | 'maskable';
}

/** A new manifest. */
export function newManifest(name: string, icons: readonly ManifestIcon[]): string {
	const listed = icons.map(icon => memberValue(icon));
	return `${JSON.stringify({ name, icons: listed, display: 'standalone' }, undefined, 2)}\n`;
}

/**
 * A manifest's text with the icons that it doesn't list yet; everything else stays as it is, including white space.
 * The same text where it has all of them; undefined where it isn't a web app's manifest: it isn't a JSON object, its
 * icons aren't a list, or it is the manifest of a browser extension.
 */
export function withIcons(text: string, icons: readonly ManifestIcon[]): string | undefined {
	const manifest = scanJson(text);
	const list = memberOf(manifest, 'icons');
	if (
		manifest?.type !== 'object' ||
		(list !== undefined && list.type !== 'array') ||
		memberOf(manifest, 'manifest_version') !== undefined
	) {
		return undefined;
	}
	const known = new Set(itemsOf(list).map(item => lastName(textOf(memberOf(item, 'src')) ?? '')));
	const added = icons.filter(({ src }) => !known.has(lastName(src)));
	if (added.length === 0) {
		return text;
	}
	const unit = /\n([\t ]+)\S/.exec(text.slice(manifest.start, manifest.end))?.[1] ?? '  ';
	const newLine = text.includes('\r\n') ? '\r\n' : '\n';
	const indent = newLine + unit.repeat(2);
	const written = added.map(icon => {
		const lines = JSON.stringify(memberValue(icon), undefined, unit.includes('\t') ? '\t' : unit.length);
		return lines.replaceAll('\n', indent);
	});
	if (list?.type === 'array') {
		return insertItems(text, list, written, indent, newLine + unit);
	}
	const items = written.map(item => indent + item);
	const member = `"icons": [${items.join(',')}${newLine}${unit}]`;
	const values = manifest.members.map(({ value }) => value);
	return insertItems(text, { ...manifest, items: values }, [member], newLine + unit, newLine);
}

/** Adds items after the last one of a list, on lines of their own. */
function insertItems(
	text: string,
	{ start, end, items }: Pick<JsonNode, 'start' | 'end'> & { readonly items: readonly JsonNode[] },
	added: readonly string[],
	indent: string,
	closing: string,
): string {
	const last = items.at(-1);
	if (last === undefined) {
		return (
			text.slice(0, start + 1) + added.map(item => indent + item).join(',') + closing + text.slice(end - 1)
		);
	}
	const hasComma = /^(?:\s|\/\/[^\n]*\n|\/\*[^]*?\*\/)*,/.test(text.slice(last.end, end));
	const at = hasComma ? text.indexOf(',', last.end) + 1 : last.end;
	const written = added.map(item => indent + item).join(',');
	return text.slice(0, at) + (hasComma ? '' : ',') + written + text.slice(at);
}

const lastName = (src: string): string => src.slice(src.lastIndexOf('/') + 1).replace(/[?#].*/, '');

function memberValue({ src, side, purpose }: ManifestIcon) {
	const value = { src, sizes: `${side}x${side}`, type: 'image/png' };
	return purpose === 'any' ? value : { ...value, purpose };
}

/** A `package.json` with its icon added; the same text where it has it, undefined where it can't be added. */
export function withExtensionIcon(text: string, path: string): string | undefined {
	const manifest = scanJson(text);
	if (manifest?.type !== 'object') {
		return undefined;
	}
	if (memberOf(manifest, 'icon') !== undefined) {
		return text;
	}
	const unit = /\n([\t ]+)\S/.exec(text)?.[1] ?? '  ';
	const newLine = text.includes('\r\n') ? '\r\n' : '\n';
	const items = manifest.members.map(({ value }) => value);
	return insertItems(
		text,
		{ ...manifest, items },
		[`"icon": ${JSON.stringify(path)}`],
		newLine + unit,
		newLine,
	);
}
