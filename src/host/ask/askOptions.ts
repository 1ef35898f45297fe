import { l10n, ThemeIcon, workspace, type QuickPickItem, type Uri } from 'vscode';
import { joinPath } from '../../core/assets/assetPath.ts';
import { sizeText } from '../../core/images/pixelSize.ts';
import type { GenerateArguments } from '../../core/parameters/arguments.ts';
import { resolveParameters } from '../../core/parameters/parameters.ts';
import { shorten } from '../../core/text/shorten.ts';
import { pixels } from '../../shared/model.ts';
import type { ImageRequest } from '../requests/imageRequest.ts';
import { prepareRequest } from '../requests/prepareRequest.ts';
import { savedPathOf } from '../requests/savedPath.ts';
import type { Services } from '../services.ts';
import { pickStep, withAnswer, separator, type StepResult } from '../ui/quickInput.ts';
import { fileOf } from '../workspace/fileOf.ts';
import { readSettings } from '../workspace/settings.ts';
import { aspectRatioStep } from './aspectRatioStep.ts';
import { fileNameStep } from './fileNameStep.ts';
import { qualityStep } from './qualityStep.ts';
import { sizeStep } from './sizeStep.ts';
import { pixelsText, numberText } from '../texts/units.ts';
import { priceText, qualityName } from '../texts/priceText.ts';
import { plural } from '../texts/plural.ts';

type Option = 'quality' | 'aspectRatio' | 'size' | 'name';

interface OptionItem extends QuickPickItem {
	readonly option?: Option | 'generate';
}

/**
 * Shows all options of requests in one list, with their price: Enter generates, and each option opens its own question
 * and returns to the list. Resolves to the requests with what was chosen; undefined if dismissed.
 */
export async function askOptions<T extends ImageRequest>(
	services: Services,
	title: string,
	requests: readonly [T, ...T[]],
): Promise<readonly T[] | undefined> {
	const [first] = requests;
	const scope = (first.document && fileOf(first.document)) ?? first.workspaceFolder;
	let chosen: GenerateArguments = {};
	const withChosen = <R extends ImageRequest>(request: R): R => ({
		...request,
		args: { ...request.args, ...chosen },
	});
	for (;;) {
		const items = await itemsOf(services, requests.map(withChosen), scope);
		const picked = await pickStep<OptionItem>({
			title,
			step: 0,
			totalSteps: 0,
			placeholder: l10n.t('Press Enter to generate, or choose what to change'),
			items,
		});
		if (picked.type !== 'answer') {
			return undefined;
		}
		const { option } = picked.answer;
		if (option === 'generate') {
			return requests.map(withChosen);
		}
		const changed =
			option && (await askOption(services, title, option, withChosen(first), requests.length, scope));
		if (changed?.type === 'dismissed') {
			return undefined;
		}
		if (changed?.type === 'answer') {
			chosen = { ...chosen, ...changed.answer };
		}
	}
}

async function askOption(
	services: Services,
	title: string,
	option: Option,
	request: ImageRequest,
	count: number,
	scope: Uri | undefined,
): Promise<StepResult<GenerateArguments>> {
	const settings = readSettings(scope);
	const { quality, aspectRatio, size } = resolveParameters(settings, undefined, request.args);
	const position = { title, step: 0, totalSteps: 0, back: true };
	switch (option) {
		case 'quality':
			return withAnswer(await qualityStep(position, quality, count), answer => ({ quality: answer }));
		case 'aspectRatio':
			// An exact size determines the aspect ratio too, so it is cleared.
			return withAnswer(await aspectRatioStep(position, aspectRatio), answer => ({
				aspectRatio: answer,
				size: undefined,
			}));
		case 'size': {
			const current = size ?? pixels[aspectRatio];
			return withAnswer(await sizeStep({ ...position, current, presets: settings.presets }), answer => ({
				size: sizeText(answer),
				aspectRatio: undefined,
			}));
		}
		case 'name':
			return withAnswer(
				await fileNameStep(services, {
					...position,
					value: request.args.file,
					free: false,
					requestFor: file => ({ ...request, args: { ...request.args, file: file ?? request.args.file } }),
					onChange: () => undefined,
				}),
				answer => ({ file: answer }),
			);
	}
}

async function itemsOf(
	services: Services,
	requests: readonly ImageRequest[],
	scope: Uri | undefined,
): Promise<OptionItem[]> {
	const [first] = requests;
	if (first === undefined) {
		return [];
	}
	const { quality, aspectRatio, size } = resolveParameters(readSettings(scope), undefined, first.args);
	const count = requests.length;
	const prepared = await prepareRequest(services.context, first);
	const { file } = await savedPathOf(prepared);
	const { workspaceFolder, destination } = prepared;
	const saved = workspaceFolder.with({ path: joinPath(destination.folder, file) });
	return [
		{
			label: plural(count, l10n.t('Generate Image'), l10n.t('Generate {0} Images', numberText(count))),
			description: priceText(quality, count),
			detail: shorten(requests.map(({ prompt }) => prompt.replace(/\s+/g, ' ')).join(' · '), 120),
			iconPath: new ThemeIcon('sparkle'),
			option: 'generate',
		},
		separator(l10n.t('options')),
		item('quality', 'dashboard', l10n.t('Quality'), qualityName(quality)),
		item('aspectRatio', 'symbol-ruler', l10n.t('Aspect Ratio'), aspectRatio),
		item('size', 'screen-full', l10n.t('Size'), pixelsText(size ?? pixels[aspectRatio])),
		...(count === 1 ? [item('name', 'file-media', l10n.t('Name'), workspace.asRelativePath(saved))] : []),
	];
}

function item(option: Option, icon: string, label: string, description: string): OptionItem {
	return { label, description, iconPath: new ThemeIcon(icon), option };
}
