import type { Tag } from '../tags.ts';
import { attributeName, lazily, tagDetails, type TagDetails } from './tagTexts.ts';

/** What an attribute of a tag holds; undefined for one that shows no image. */
type Role = 'image' | 'given' | 'srcset' | 'poster' | 'style' | 'link' | undefined;

/** A tag with what its attributes say together; each value is read once. */
export interface ReadTag {
	readonly tag: Tag;
	/** In lower case. */
	readonly name: string;
	readonly details: () => TagDetails;
	/** What the attribute of a name holds, as `attributeName` gives it. */
	readonly roleOf: (attribute: string) => Role;
	/** What an attribute says, up to 100 characters. */
	readonly valueOf: (attribute: string) => string | undefined;
	/** Whether it is for some screens only. */
	readonly hasMedia: () => boolean;
}

/** Elements whose `src` isn't an image. */
const otherSource = /^(?:a|audio|base|embed|frame|iframe|object|script|track|form)$/;
const iconLink = /(?:^|\s)(?:(?:shortcut\s+)?icon|apple-touch-[\w-]+|fluid-icon|image_src)(?:\s|$)/i;
const preload = /(?:^|\s)(?:preload|prefetch)(?:\s|$)/i;
const metaImage =
	/^(og:image|twitter:image)(?::(?:url|secure_url|src))?$|^(image|thumbnail|msapplication-TileImage)$/i;
/** Names of the image properties of components: `darkSrc`, `coverImage`. */
const ownImage = /(?:src|image|thumbnail|cover)$/;
const cell = /^(?:body|table|thead|tbody|tr|td|th)$/;

export function readTag(text: string, tag: Tag, name = tag.name.toLowerCase()): ReadTag {
	const isComponent = /^[A-Z]/.test(tag.name);
	const refersToImage = lazily(() => namesImage(name, valueOf));

	function valueOf(attribute: string): string | undefined {
		const value = tag.attributes.find(each => each.name.toLowerCase() === attribute)?.value;
		return (
			value && text.slice(value.start, Math.min(value.end, value.start + 100)).replace(/^["']|["']$/g, '')
		);
	}

	function roleOf(attribute: string): Role {
		switch (attribute) {
			case 'src':
			case 'ngsrc':
				return otherSource.test(name) || (name === 'input' && !refersToImage()) ? undefined : 'image';
			case 'srcset':
			case 'imagesrcset':
			case 'ngsrcset':
				return 'srcset';
			case 'poster':
			case 'style':
				return attribute;
			case 'href':
			case 'xlink:href':
				return name === 'image' || name === 'feimage'
					? 'image'
					: name === 'link' && refersToImage()
						? 'link'
						: undefined;
			case 'background':
				return cell.test(name) ? 'link' : undefined;
			case 'content':
				return name === 'meta' && refersToImage() ? 'link' : undefined;
			default:
				// Svelte's directive for one declaration.
				return attribute.startsWith('style:')
					? 'style'
					: isComponent && ownImage.test(attribute)
						? 'given'
						: undefined;
		}
	}

	return {
		tag,
		name,
		details: lazily(() => tagDetails(text, tag)),
		roleOf,
		valueOf,
		hasMedia: () => tag.attributes.some(attribute => attributeName(attribute).name === 'media'),
	};
}

/** Whether an `<input>`, `<link>` or `<meta>` says that what it refers to is an image. */
function namesImage(name: string, valueOf: ReadTag['valueOf']): boolean {
	if (name === 'link') {
		const rel = valueOf('rel') ?? '';
		return iconLink.test(rel) || (preload.test(rel) && valueOf('as') === 'image');
	}
	return name === 'meta' ? metaSubject({ valueOf }) !== undefined : valueOf('type') === 'image';
}

/** What a `<meta>` with an image is about: `og:image`. */
export function metaSubject(meta: Pick<ReadTag, 'valueOf'>): string | undefined {
	const [, subject, single] = metaImage.exec(metaKey(meta)) ?? [];
	return subject ?? single;
}

/** What a `<meta>` is about. */
export const metaKey = ({ valueOf }: Pick<ReadTag, 'valueOf'>): string =>
	valueOf('property') ?? valueOf('name') ?? valueOf('itemprop') ?? '';
