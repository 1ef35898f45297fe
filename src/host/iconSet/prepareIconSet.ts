import { l10n, workspace, type Uri } from 'vscode';
import { knownSourceType } from '../../core/assets/knownSourceType.ts';
import { parentOf } from '../../core/assets/assetPath.ts';
import { isSamePath, isWithinFolder, pathBelow } from '../../core/assets/samePath.ts';
import { iconFiles, type PlannedIcon } from '../../core/documents/icons/iconFiles.ts';
import { withHeadLinks, type HeadLink } from '../../core/documents/icons/headLinks.ts';
import {
	newManifest,
	withExtensionIcon,
	withIcons,
	type ManifestIcon,
} from '../../core/documents/icons/webManifest.ts';
import { readFrom } from '../../core/images/blocks.ts';
import { shownImage } from '../../core/images/shownImage.ts';
import type { StagedImage } from '../../core/jobs/job.ts';
import { UserError } from '../../core/userError.ts';
import type { IconSetState } from '../../shared/iconSet.ts';
import { drawIconFile } from '../results/iconFile.ts';
import type { Services } from '../services.ts';
import { isThere } from '../storage/existence.ts';
import { readWorkspaceFile } from '../storage/workspaceFile.ts';
import { findIconPlace, type IconSetPlace } from './findIconPlace.ts';
import { requireFolderOf } from '../workspace/trust.ts';

/** A text file's current and new content. */
export interface TextChange {
	readonly uri: Uri;
	readonly change: 'created' | 'merged' | 'linked';
	/** Undefined if the file doesn't exist yet. */
	readonly before: string | undefined;
	readonly after: string;
}

interface DrawnIcon {
	readonly uri: Uri;
	readonly planned: PlannedIcon;
	readonly image: StagedImage;
}

/** An icon set that has been drawn, but not written. */
export interface IconSet {
	readonly folder: Uri;
	readonly source: Uri;
	readonly icons: readonly DrawnIcon[];
	readonly texts: readonly TextChange[];
	readonly shown: IconSetState;
}

/**
 * Draws the icons of an image, and plans the changes to the files that refer to them. Nothing is written.
 *
 * @throws UserError, CodecError
 */
export async function prepareIconSet(services: Services, source: Uri): Promise<IconSet> {
	const folder = requireFolderOf(source);
	const bytes = await readWorkspaceFile(source);
	const image = await shownImage(bytes, readFrom(bytes));
	if (image === undefined) {
		throw new UserError(l10n.t("{0} isn't a PNG, JPEG, or WebP image.", workspace.asRelativePath(source)));
	}
	const at = await findIconPlace(folder, source);
	const planned = iconFiles(at.place).filter(({ path }) => !isSamePath(path, source.path, false));
	const sourceType = knownSourceType(bytes, await services.records.entryOf(source));
	const icons: DrawnIcon[] = [];
	const shown: IconSetState['icons'][number][] = [];
	for (const each of planned) {
		const draw = (format: 'png' | 'ico', sizes: readonly number[]) =>
			drawIconFile(services.engine, bytes, { ...each, format, sizes, side: Math.max(...sizes), sourceType });
		const drawn = await draw(each.format, each.sizes);
		const uri = folder.with({ path: each.path });
		icons.push({ uri, planned: each, image: drawn });
		const previews = [];
		for (const side of each.sizes) {
			const preview = each.format === 'png' ? drawn : await draw('png', [side]);
			previews.push({ side, bytes: new Uint8Array(preview.bytes) });
		}
		const path = workspace.asRelativePath(uri);
		shown.push({ path, purpose: each.purpose, replaces: await isThere(uri), previews });
	}
	const texts = await textChanges(folder, at, planned);
	return {
		folder,
		source,
		icons,
		texts,
		shown: {
			name: workspace.asRelativePath(source),
			isSquare: image.size.width === image.size.height,
			icons: shown,
			texts: texts.map(({ uri, change }) => ({ path: workspace.asRelativePath(uri), change })),
		},
	};
}

async function textChanges(
	folder: Uri,
	{ place, manifest, page, name, packageFile }: IconSetPlace,
	planned: readonly PlannedIcon[],
): Promise<TextChange[]> {
	const changes: TextChange[] = [];
	const change = async (
		path: string | undefined,
		kind: 'merged' | 'linked',
		edit: (text: string | undefined) => string | undefined,
	) => {
		if (path === undefined) {
			return;
		}
		const uri = folder.with({ path });
		const before = (await isThere(uri)) ? (await workspace.openTextDocument(uri)).getText() : undefined;
		const after = edit(before);
		if (after !== undefined && after !== before) {
			changes.push({ uri, change: before === undefined ? 'created' : kind, before, after });
		}
	};
	if (place.kind === 'extension') {
		const top = packageFile === undefined ? '' : parentOf(packageFile);
		await change(packageFile, 'merged', text =>
			text === undefined
				? undefined
				: withExtensionIcon(text, pathBelow(top, place.icon, false) ?? 'icon.png'),
		);
		return changes;
	}
	const { served } = place;
	const isServed = page !== undefined && isWithinFolder(page, served);
	const text =
		page === undefined ? '' : (await workspace.openTextDocument(folder.with({ path: page }))).getText();
	const root = text.includes('%PUBLIC_URL%')
		? '%PUBLIC_URL%/'
		: text.includes('%sveltekit.')
			? '%sveltekit.assets%/'
			: '/';
	/** A page in the served folder uses relative links, which also work without a server. */
	const hrefOf = (path: string, from = '') => {
		const below = pathBelow(served, path, false) ?? '';
		return from === '' && isServed && root === '/' && parentOf(page) === served
			? below
			: `${from || root}${below}`;
	};
	const listed = planned.flatMap(({ path, sizes, listed: purpose }): ManifestIcon[] =>
		purpose === undefined
			? []
			: [
					{
						src:
							manifest !== undefined && parentOf(manifest) === served
								? (pathBelow(served, path, false) ?? '')
								: hrefOf(path, '/'),
						side: sizes[0] ?? 0,
						purpose,
					},
				],
	);
	await change(manifest, 'merged', given =>
		given === undefined ? newManifest(name, listed) : withIcons(given, listed),
	);
	const links = planned.flatMap(({ path, purpose, format }): HeadLink[] =>
		format === 'ico'
			? [{ rel: 'icon', href: hrefOf(path), sizes: '32x32' }]
			: purpose === 'opaque'
				? [{ rel: 'apple-touch-icon', href: hrefOf(path) }]
				: [],
	);
	const all: HeadLink[] = [
		...links,
		...planned
			.filter(({ sizes: [side], purpose }) => side === 192 && purpose === 'any')
			.map(({ path }): HeadLink => ({
				rel: 'icon',
				href: hrefOf(path),
				type: 'image/png',
				sizes: '192x192',
			})),
		...(manifest === undefined ? [] : [{ rel: 'manifest', href: hrefOf(manifest) } as const]),
	];
	await change(page, 'linked', given => (given === undefined ? undefined : withHeadLinks(given, all)));
	return changes;
}
