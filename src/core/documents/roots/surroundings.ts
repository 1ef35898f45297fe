import type { ImageReference } from '../references/imageReference.ts';
import type { DeclaredSite } from './declaredSites.ts';
import type { DocumentPlace, FileLookup } from './fileLookup.ts';
import type { ImageList } from './imageList.ts';
import type { WrittenPath } from './writtenPath.ts';

/** A prefix of written paths, and the folder that the rest of the path is relative to. */
export interface Root {
	readonly prefix: string;
	/** Absolute. */
	readonly folder: string;
	/** Where this comes from. */
	readonly why: string;
	/** Whether there is such a folder. */
	readonly exists: boolean;
	/** The folder of the project that it belongs to. */
	readonly project: string;
	/** There are sources there as well: a new image goes elsewhere if possible. */
	readonly holdsSources?: true;
	/** For imports alone. */
	readonly imports?: true;
	/** The rest of the path is looked up as if it followed `/`. */
	readonly isSite?: true;
	/** For documents below this folder, one of several applications; for all where none of the folders has the document. */
	readonly within?: string;
}

/** What the projects around a folder say about paths, the nearest first. */
export interface ProjectRoots {
	readonly roots: readonly Root[];
	/** Whether pages are served as folders. */
	readonly hasPages: boolean;
	/** Whether a site is built there. */
	readonly isSite: boolean;
	/** Documents whose relative paths start from the root of the site. */
	readonly templates: readonly ((path: string) => boolean)[];
	/** The nearest folder with a `package.json`, else the workspace folder. */
	readonly package: string;
	/** Where the site is published. */
	readonly sites: readonly DeclaredSite[];
	/** The paths that they are published at, with a slash at both ends. */
	readonly bases: readonly string[];
	/** Whether it is a package that Composer or Go has put there. */
	readonly isVendored: boolean;
	/** Whether a plugin draws the site's icons when it is built. */
	readonly drawsIcons: boolean;
	/** Whether a loader of Angular has the app's images on another server. */
	readonly hasLoader: boolean;
	/** Empty folders of submodules. */
	readonly submodules: readonly string[];
	/** The outermost folder with an `index.html`. */
	readonly index: string | undefined;
	/** Folders above, this one first, with a Sass stylesheet that isn't a partial. */
	readonly sass: readonly string[];
}

/** Where an image is, or belongs; absolute. */
export interface ImagePlace {
	readonly path: string;
	readonly exists: boolean;
	/** What decided, where it was not the path itself. */
	readonly root?: string;
	/** Nothing shows that a new image belongs there rather than elsewhere. */
	readonly isUnsure?: true;
}

/** The part of a reference that says where it leads. */
export type PathReference = Pick<
	ImageReference,
	'path' | 'kind' | 'givenTo' | 'isLoaded' | 'site' | 'base' | 'icon'
>;

/** A document, and all that is known of the paths in it. */
export interface Surroundings {
	readonly place: DocumentPlace;
	readonly project: ProjectRoots;
	/** The user's roots before those of the project. */
	readonly roots: readonly Root[];
	/** Folders of other applications, whose images the document's own doesn't serve. */
	readonly others: readonly string[];
	readonly files: FileLookup;
	/** Listed when it is first asked for. */
	readonly images: () => Promise<ImageList | undefined>;
	readonly packageOf: (path: string) => Promise<string>;
}

/** A reference whose image was looked for. */
export interface ImageSearch {
	readonly reference: PathReference;
	readonly written: WrittenPath;
	readonly found?: ImagePlace;
}
