import { joinPath } from '../../assets/assetPath.ts';
import type { IconPurpose } from '../../images/icons/drawIcon.ts';
import { extensionIcon } from '../references/findInManifest.ts';
import { faviconSizes } from '../references/iconSizes.ts';

/** What the icons are for; all folders are absolute. */
export type IconPlace =
	/** A folder that is served at the root of a site. */
	| { readonly kind: 'site'; readonly served: string }
	/** Next, which finds icons in `app` by their names, and links them itself. */
	| { readonly kind: 'next'; readonly served: string; readonly app: string }
	/** A VS Code extension, and the file that its manifest names, or should name. */
	| { readonly kind: 'extension'; readonly icon: string };

/** One file of a set. */
export interface PlannedIcon {
	/** Absolute. */
	readonly path: string;
	/** Pixels of a side; several in an ICO. */
	readonly sizes: readonly number[];
	readonly format: 'png' | 'ico';
	readonly purpose: IconPurpose;
	/** What the manifest says about it, where it is one of its icons. */
	readonly listed?: 'any' | 'maskable';
}

const png = (path: string, side: number, purpose: IconPurpose = 'any'): PlannedIcon => ({
	path,
	sizes: [side],
	format: 'png',
	purpose,
});

/** The files of an icon set, where the project looks for them. */
export function iconFiles(place: IconPlace): readonly PlannedIcon[] {
	if (place.kind === 'extension') {
		return [png(place.icon, extensionIcon)];
	}
	const { served } = place;
	const favicon = (folder: string): PlannedIcon => ({
		path: joinPath(folder, 'favicon.ico'),
		sizes: faviconSizes,
		format: 'ico',
		purpose: 'any',
	});
	const app: readonly PlannedIcon[] = [
		{ ...png(joinPath(served, 'icon-192.png'), 192), listed: 'any' },
		{ ...png(joinPath(served, 'icon-512.png'), 512), listed: 'any' },
		{ ...png(joinPath(served, 'icon-maskable-512.png'), 512, 'maskable'), listed: 'maskable' },
	];
	return place.kind === 'site'
		? [favicon(served), png(joinPath(served, 'apple-touch-icon.png'), 180, 'opaque'), ...app]
		: [
				favicon(place.app),
				png(joinPath(place.app, 'icon.png'), 512),
				png(joinPath(place.app, 'apple-icon.png'), 180, 'opaque'),
				...app,
			];
}
