import type { JobCard, JobStatus, PanelImage, PanelImageAction } from '../../../shared/panel.ts';
import { formatCredits, formatSize } from '../../../shared/units.ts';
import { button, element, iconButton, setText, type Icon } from '../../dom.ts';
import { icons } from '../../icons.ts';
import { createToolbar } from '../../toolbar.ts';
import { runBusy } from '../context.ts';
import { createFrame, createMenuButton } from './parts.ts';
import { showPicture } from './picture.ts';
import type { StatusView, ViewOptions } from './statusView.ts';

type Saved = Extract<JobStatus, { type: 'saved' }>;

const actions: readonly (readonly [PanelImageAction, string, Icon])[] = [
	['insertLink', 'Insert Link', icons.insert],
	['open', 'Open', icons.goToFile],
	['reveal', 'Reveal in Explorer', icons.files],
	['copyPath', 'Copy Path', icons.copy],
	['copyMarkdown', 'Copy Markdown', icons.markdown],
	['edit', 'Edit…', icons.edit],
	['addReference', 'Use as Reference', icons.attach],
];

/** How long the pointer must rest on a card before the host is asked for its link. */
const restMs = 120;

/** A job whose images are in the workspace. */
export function createSavedView(options: ViewOptions): StatusView<Saved> {
	const list = element('div', { class: 'images' });
	const images = new Map<string, ImageView>();
	return {
		parts: [list],
		show(card, { images: wanted }) {
			const ids = new Set(wanted.map(({ id }) => id));
			for (const [id, view] of images) {
				if (!ids.has(id)) {
					view.root.remove();
					images.delete(id);
				}
			}
			for (const image of wanted) {
				let view = images.get(image.id);
				if (view === undefined) {
					view = createImageView(image.id, options);
					images.set(image.id, view);
					list.append(view.root);
				}
				view.show(card, image);
			}
		},
	};
}

interface ImageView {
	readonly root: HTMLElement;
	show(card: JobCard, image: PanelImage): void;
}

function createImageView(id: string, { context, slot, menu }: ViewOptions): ImageView {
	const picture = element('img', { alt: '', draggable: 'false' });
	const gone = element('p', { class: 'gone', hidden: true }, 'Moved or deleted');
	const media = createFrame(picture, gone);
	const ask = (action: PanelImageAction, pressed: HTMLElement) => {
		void runBusy(context, pressed, { type: 'image', image: id, action }, slot);
	};
	const open = button({ class: 'picture-button', tabindex: -1, 'aria-hidden': 'true' }, () => {
		ask('open', open);
	});
	const tools = actions.map(([action, title, drawing]) => {
		const created: HTMLButtonElement = iconButton(title, drawing, () => {
			ask(action, created);
		});
		return created;
	});
	const more = createMenuButton(menu);
	const toolbar = createToolbar('Image', [...tools, more]);
	const preview = element('p', { class: 'link-preview', hidden: true });
	media.root.append(open, preview);
	const name = element('p', { class: 'card-name' });
	const facts = element('span', { class: 'meta' });
	const root = element(
		'div',
		{ class: 'image' },
		media.root,
		toolbar,
		element('div', { class: 'caption' }, name, element('div', { class: 'meta-row' }, facts)),
	);
	let missing = false;
	let timer: ReturnType<typeof setTimeout> | undefined;

	const showPreview = async () => {
		const text = await context.links.describe(id);
		if (root.matches(':hover, :focus-within')) {
			setText(preview, text);
			preview.title = text;
			preview.hidden = false;
		}
	};
	const rest = () => {
		clearTimeout(timer);
		if (!missing) {
			timer = setTimeout(() => void showPreview(), restMs);
		}
	};
	const leave = () => {
		clearTimeout(timer);
		preview.hidden = !root.matches(':hover, :focus-within');
	};
	root.addEventListener('pointerenter', rest);
	root.addEventListener('focusin', rest);
	root.addEventListener('pointerleave', leave);
	root.addEventListener('focusout', () => {
		setTimeout(leave);
	});

	return {
		root,
		show(card, image) {
			missing = image.missing;
			media.showRatio(image.width, image.height);
			showPicture(picture, missing ? undefined : image.thumbnail);
			picture.alt = card.prompt.slice(0, 200);
			media.root.classList.toggle('is-gone', missing);
			gone.hidden = !missing;
			open.hidden = missing;
			open.title = image.path;
			for (const tool of tools) {
				tool.hidden = missing;
			}
			if (missing) {
				preview.hidden = true;
				more.tabIndex = 0;
			}
			toolbar.ariaLabel = image.name;
			setText(name, image.name);
			name.title = `${image.path}\n${card.prompt}`;
			setText(facts, `${formatSize(image)} · ${formatCredits(card.credits)}`);
		},
	};
}
