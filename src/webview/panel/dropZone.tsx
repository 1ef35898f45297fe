import { useEffect, useState } from 'preact/hooks';
import { limits } from '../../shared/limits.ts';
import { takesText } from '../dom.ts';
import { icons } from '../icons.ts';
import { t } from '../texts.ts';
import { Drawing } from '../ui/button.tsx';
import type { Asking } from '../ui/useAsk.ts';
import { addressIn, isImage, isOwnDrag, mayBringImages, readDrop, type Brought } from './dropData.ts';
import { usePage } from './page.ts';
import type { Answer, PageRequest } from './requests.ts';

/** While something is dragged over the page, drag events arrive more often than this. */
const quietMs = 500;

/** Accepts images dropped on or pasted into the page as references. */
export function DropZone({ asking }: { readonly asking: Asking<PageRequest, Answer> }) {
	const page = usePage();
	const [isOver, setOver] = useState(false);
	const { fail, clear } = asking;
	useEffect(() => {
		const listening = new AbortController();
		const { signal } = listening;
		let timer: ReturnType<typeof setTimeout> | undefined;
		const hide = () => {
			clearTimeout(timer);
			setOver(false);
		};
		const over = (event: DragEvent) => {
			const { dataTransfer } = event;
			if (dataTransfer !== null && mayBringImages(dataTransfer) && !isOwnDrag(dataTransfer)) {
				event.preventDefault();
				// Otherwise VS Code would take desktop files from the page and open them in the editor.
				event.stopPropagation();
				dataTransfer.dropEffect = 'copy';
				setOver(true);
				clearTimeout(timer);
				timer = setTimeout(hide, quietMs);
			}
		};
		addEventListener('dragenter', over, { capture: true, signal });
		addEventListener('dragover', over, { capture: true, signal });
		addEventListener(
			'dragleave',
			event => {
				if (event.relatedTarget === null) {
					hide();
				}
			},
			{ signal },
		);
		addEventListener(
			'drop',
			event => {
				const { dataTransfer } = event;
				hide();
				if (dataTransfer !== null && mayBringImages(dataTransfer) && !isOwnDrag(dataTransfer)) {
					event.preventDefault();
					void add(readDrop(dataTransfer));
				}
			},
			{ signal },
		);
		addEventListener(
			'paste',
			event => {
				const images = [...(event.clipboardData?.files ?? [])].filter(isImage);
				const address = takesText(event.target)
					? undefined
					: addressIn(event.clipboardData?.getData('text/plain') ?? '');
				if (images.length > 0) {
					event.preventDefault();
					void add({ uris: [], urls: [], files: images });
				} else if (address !== undefined) {
					event.preventDefault();
					void add({ uris: [], urls: [address], files: [] });
				}
			},
			{ signal },
		);

		/** Adds them one after the other to keep their order, and reports the errors at the end. */
		async function add({ uris, urls, files }: Brought<File>): Promise<void> {
			clear();
			const problems = new Set<string>();
			const attempt = async (request: PageRequest) => {
				try {
					await page.ask(request);
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
				problems.add(t('Only images can be references: PNG, JPEG, and WebP.'));
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
				fail([...problems].join(' '));
			}
		}
		return () => {
			listening.abort();
		};
	}, [page]);
	return (
		<div class="drop-overlay" hidden={!isOver}>
			<p>
				<Drawing icon={icons.add} />
				{t('Drop images to use them as references')}
			</p>
		</div>
	);
}

/** The bytes of an image, or why they cannot be sent. */
async function bytesOf(image: File): Promise<Uint8Array<ArrayBuffer> | string> {
	if (image.size === 0) {
		return t('{0} is empty.', image.name);
	}
	if (image.size > limits.imageBytes) {
		return t('{0} is larger than 64 MB.', image.name);
	}
	try {
		return new Uint8Array(await image.arrayBuffer());
	} catch {
		return t("{0} couldn't be read.", image.name);
	}
}
