import { l10n, type Uri, type WebviewPanel } from 'vscode';
import { fitInside } from '../../core/images/geometry.ts';
import {
	parseFromCutOut,
	type CutOutOptions,
	type CutOutPreview,
	type CutOutState,
	type FromCutOut,
	type ToCutOut,
} from '../../shared/cutOut.ts';
import { describeCutOutRefusal } from '../results/cutOutDoubt.ts';
import type { Services } from '../services.ts';
import { createPageConversation, type PagePort } from '../ui/pageConversation.ts';
import { openPagePanel } from '../ui/pagePanel.ts';
import { keyOf } from '../workspace/places.ts';
import { readCutOutSource, type CutOutSource } from './cutOutSource.ts';
import { replaceByCutOut, saveCutOutBeside } from './saveCutOut.ts';

/** The longest side of the preview while a slider moves, in pixels: a larger one would lag behind the slider. */
const previewSide = 900;

const open = new WeakMap<Services, Map<string, WebviewPanel>>();

/**
 * Opens the review of a cut-out, or shows the one that is open. Nothing is written until the user confirms.
 *
 * @throws UserError for an image that can't be cut out.
 */
export async function openCutOut(services: Services, uri: Uri): Promise<void> {
	const panels = open.get(services) ?? new Map<string, WebviewPanel>();
	open.set(services, panels);
	const key = keyOf(uri);
	const panel = panels.get(key);
	if (panel !== undefined) {
		panel.reveal();
		return;
	}
	const source = await readCutOutSource(services, uri);
	panels.set(
		key,
		openPage(services, source, () => panels.delete(key)),
	);
}

function openPage(services: Services, source: CutOutSource, onDispose: () => void): WebviewPanel {
	const preview = previewer(services, source);
	return openPagePanel(services.context, {
		name: 'cutOut',
		title: l10n.t('Cut Out: {0}', source.name),
		hasReviewIcon: true,
		// The settings in the page would be lost with it.
		isKept: true,
		onDispose,
		converse: (port: PagePort<ToCutOut>, page) =>
			createPageConversation<FromCutOut, ToCutOut, { preview?: CutOutPreview }>(
				{
					logName: 'a cut-out',
					parse: parseFromCutOut,
					state: () => Promise.resolve({ type: 'state', state: stateOf(source) }),
					async handle(request) {
						switch (request.type) {
							case 'preview':
								return { preview: await preview(request.options) };
							case 'saveBeside':
								await saveCutOutBeside(services, source, request.options);
								page.dispose();
								break;
							case 'replace':
								if ((await replaceByCutOut(services, source, request.options)) !== undefined) {
									page.dispose();
								}
								break;
							case 'close':
								page.dispose();
						}
						return {};
					},
				},
				port,
				services.log,
			),
	}).panel;
}

function stateOf({ name, size, becomesPng, isOriginal }: CutOutSource): CutOutState {
	return {
		name,
		...size,
		notes: [
			...(isOriginal ? [l10n.t('The background is cut out of the image as the service sent it.')] : []),
			...(becomesPng ? [l10n.t("JPEG files can't be transparent, so it's saved as PNG.")] : []),
		],
	};
}

/** Cuts a small copy of the image, which is made once. */
function previewer(
	{ engine }: Services,
	{ bytes, size }: CutOutSource,
): (options: CutOutOptions) => Promise<CutOutPreview> {
	const small = fitInside(size, previewSide);
	const scale = small.width / size.width;
	let copy: Promise<Uint8Array<ArrayBuffer>> | undefined;
	return async options => {
		copy ??= engine
			.convert(bytes.slice(), { ...small, format: 'png', quality: 100 })
			.then(converted => converted.bytes);
		const { trim } = options;
		const made = await engine.cutOut((await copy).slice(), {
			options: { ...options, trim: trim === null ? null : Math.round(trim * scale) },
			format: 'png',
			quality: 100,
		});
		return {
			bytes: made.bytes,
			...(made.refusal !== undefined && { doubt: describeCutOutRefusal(made.refusal) }),
		};
	};
}
