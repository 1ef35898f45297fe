import { element, icon } from '../dom.ts';
import type { ErrorSlot } from '../errorSlot.ts';
import { icons } from '../icons.ts';
import type { PanelContext } from './context.ts';
import { isImage, mayBringImages, readDrop, type Brought } from './dropData.ts';
import type { Wish } from './requests.ts';

/** The most bytes of one image, a limit of the protocol. */
const mostBytes = 64 * 1024 * 1024;
/** While something is dragged over the page, drag events arrive more often than this. */
const quietMs = 500;

/** Accepts images dropped on or pasted into the page as references. */
export function takeImages(context: PanelContext, slot: ErrorSlot): HTMLElement {
	const overlay = element(
		'div',
		{ class: 'drop-overlay', hidden: true },
		element('p', {}, icon(icons.add), 'Drop images to use them as references'),
	);
	let timer: ReturnType<typeof setTimeout> | undefined;
	const hide = () => {
		clearTimeout(timer);
		overlay.hidden = true;
	};
	const over = (event: DragEvent) => {
		if (mayBringImages(event.dataTransfer)) {
			event.preventDefault();
			// Otherwise VS Code would take desktop files from the page and open them in the editor.
			event.stopPropagation();
			if (event.dataTransfer !== null) {
				event.dataTransfer.dropEffect = 'copy';
			}
			overlay.hidden = false;
			clearTimeout(timer);
			timer = setTimeout(hide, quietMs);
		}
	};
	addEventListener('dragenter', over, { capture: true });
	addEventListener('dragover', over, { capture: true });
	addEventListener('dragleave', event => {
		if (event.relatedTarget === null) {
			hide();
		}
	});
	addEventListener('drop', event => {
		const { dataTransfer } = event;
		hide();
		if (dataTransfer !== null && mayBringImages(dataTransfer)) {
			event.preventDefault();
			void add(readDrop(dataTransfer));
		}
	});
	addEventListener('paste', event => {
		const images = [...(event.clipboardData?.files ?? [])].filter(isImage);
		if (images.length > 0) {
			event.preventDefault();
			void add({ uris: [], urls: [], files: images });
		}
	});

	/** Adds them one after the other to keep their order, and reports the errors at the end. */
	async function add({ uris, urls, files }: Brought<File>): Promise<void> {
		slot.clear();
		const problems = new Set<string>();
		const attempt = async (wish: Wish) => {
			try {
				await context.ask(wish);
			} catch (error) {
				problems.add(error instanceof Error ? error.message : String(error));
			}
		};
		if (uris.length > 0) {
			await attempt({ type: 'dropUris', uris });
		}
		for (const url of urls) {
			await attempt({ type: 'addUrl', url });
		}
		const images = files.filter(isImage);
		if (images.length < files.length) {
			problems.add('Only images can be references: PNG, JPEG and WebP.');
		}
		for (const image of images) {
			const bytes = await bytesOf(image);
			if (typeof bytes === 'string') {
				problems.add(bytes);
			} else {
				await attempt({ type: 'addBytes', name: image.name.slice(0, 255), bytes });
			}
		}
		if (problems.size > 0) {
			slot.show([...problems].join(' '));
		}
	}
	return overlay;
}

/** The bytes of an image, or why they cannot be sent. */
async function bytesOf(image: File): Promise<Uint8Array<ArrayBuffer> | string> {
	if (image.size === 0 || image.size > mostBytes) {
		return `${image.name} is ${image.size === 0 ? 'empty' : 'larger than 64 MB'}.`;
	}
	try {
		return new Uint8Array(await image.arrayBuffer());
	} catch {
		return `${image.name} could not be read.`;
	}
}
