import { cleanLine } from '../../text/cleanText.ts';
import { asWritten, fromScript } from '../imagePath.ts';
import { itemsOf, memberOf, scanJson, textOf, type JsonNode } from '../syntax/scanJson.ts';
import type { Collector, Found } from './collector.ts';
import { makeIcon } from './iconSizes.ts';

/** Files of JSON that name images, by their names. */
type ManifestKind = 'web' | 'extension';

const webManifest = /(?:^|[\\/])(?:manifest\.json|[^\\/]*\.webmanifest)$/i;
const packageFile = /(?:^|[\\/])package\.json$/;

export function manifestKind(fileName: string): ManifestKind | undefined {
	return webManifest.test(fileName) ? 'web' : packageFile.test(fileName) ? 'extension' : undefined;
}

/**
 * The icons of a web app's manifest (W3C Web Application Manifest), or the icon of a VS Code extension. A
 * `package.json` is one only where it has `contributes` and says which VS Code it is for: elsewhere, `icon` has no
 * such meaning.
 */
export function findInManifest(collector: Collector, kind: ManifestKind): void {
	const manifest = scanJson(collector.text);
	if (manifest?.type !== 'object') {
		return;
	}
	if (kind === 'extension') {
		if (isVsCodeExtension(manifest)) {
			const icon = found(collector, memberOf(manifest, 'icon'));
			if (icon) {
				icon.icon = { purpose: 'any' };
				icon.width = icon.height = extensionIcon;
				describe(icon, manifest, ['displayName', 'name', 'description']);
			}
		}
		return;
	}
	const base = startOf(manifest);
	for (const [index, item] of itemsOf(memberOf(manifest, 'icons')).entries()) {
		const icon = found(collector, memberOf(item, 'src'));
		if (icon) {
			const purposes = (textOf(memberOf(item, 'purpose')) ?? '').split(/\s+/);
			const maskable = purposes.includes('maskable') && !purposes.includes('any');
			makeIcon(icon, { sizes: textOf(memberOf(item, 'sizes')) ?? '', kind: 'manifest', maskable });
			icon.picture = manifest.start;
			if (base.length > 1) {
				icon.base = base;
			}
			describe(icon, manifest, ['name', 'short_name', 'description']);
		}
		if (index >= mostIcons) {
			return;
		}
	}
}

/** The path that the app is served at, as it says itself, with a slash at its end; empty where it doesn't. */
function startOf(manifest: JsonNode): string {
	const written = textOf(memberOf(manifest, 'scope')) ?? textOf(memberOf(manifest, 'start_url')) ?? '';
	const [path = ''] = /^\/(?!\/)[^?#]*/.exec(written) ?? [];
	const cut = path.lastIndexOf('/') + 1;
	const name = path.slice(cut);
	return name === '' || name.includes('.') ? path.slice(0, cut) : `${path}/`;
}

/** Pixels of a side: twice the required 128, for screens with two device pixels per pixel. */
export const extensionIcon = 256;
/** The most icons that are read of one manifest. */
const mostIcons = 100;

/** The same rule as VS Code's own. */
export function isVsCodeExtension(manifest: JsonNode | undefined): boolean {
	const isFor = textOf(memberOf(memberOf(manifest, 'engines'), 'vscode')) !== undefined;
	return isFor && memberOf(manifest, 'contributes')?.type === 'object';
}

function found(collector: Collector, node: JsonNode | undefined): Found | undefined {
	if (node?.type !== 'string') {
		return undefined;
	}
	const place = { start: node.start + 1, end: node.end - 1 };
	const escapes = collector.text.slice(place.start, place.end).includes('\\');
	return collector.add(place, 'html', escapes ? fromScript : asWritten);
}

/** The first of these with a text serves as the heading above the icon. */
function describe(icon: Found, manifest: JsonNode, keys: readonly string[]): void {
	const texts = keys.map(key => cleanLine(textOf(memberOf(manifest, key)) ?? ''));
	const said = texts.find(text => text !== '' && !/^%.*%$/.test(text));
	if (said !== undefined) {
		icon.texts.heading ??= said;
	}
}
