import { joinPath, parentOf } from '../../assets/assetPath.ts';
import type { Surroundings } from '../roots/surroundings.ts';

/** The side of the picture that icons are drawn from where only an ICO is missing, in pixels. */
export const iconPicture = { name: 'icon-512.png', side: 512 } as const;

/** The usual names of a site's icons that are large enough to draw others from. */
const usualNames = [
	...[iconPicture.name, 'icon-512x512.png', 'android-chrome-512x512.png', 'web-app-manifest-512x512.png'],
	...['icon.png', 'logo512.png', 'icon-192.png', 'android-chrome-192x192.png', 'logo192.png'],
	...['apple-touch-icon.png', 'favicon.png'],
];

/** How the icons of a project are related. */
interface IconFinder {
	/** The same key for icons that show one picture: those of a package, else those in one folder. */
	setOf(target: string): Promise<string>;
	/** Icons next to a given one, from which it can be drawn; absolute. */
	beside(target: string): Promise<readonly string[]>;
}

export function iconFinder({ project, files }: Surroundings): IconFinder {
	return {
		setOf: async target =>
			(await files.names(project.package)).has('package.json') ? project.package : parentOf(target),
		async beside(target) {
			const folder = parentOf(target);
			const names = await files.names(folder);
			return usualNames.filter(name => names.has(name)).map(name => joinPath(folder, name));
		},
	};
}
