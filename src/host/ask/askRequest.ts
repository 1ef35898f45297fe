import type { TextDocument, Uri } from 'vscode';
import { pixels, type AspectRatio, type Quality } from '../../shared/model.ts';
import { sizeText, type PixelSize } from '../../core/images/pixelSize.ts';
import type { GenerateArguments } from '../../core/parameters/arguments.ts';
import { resolveParameters } from '../../core/parameters/parameters.ts';
import type { Preset } from '../../core/parameters/settings.ts';
import { onAnswer, runSteps, type StepPosition, type StepResult } from '../ui/quickInput.ts';
import type { Services } from '../services.ts';
import { readSettings } from '../workspace/settings.ts';
import { aspectRatioStep } from './aspectRatioStep.ts';
import type { ImageRequest } from '../requests/imageRequest.ts';
import { fileNameStep } from './fileNameStep.ts';
import { folderStep } from './folderStep.ts';
import { promptStep } from './promptStep.ts';
import { qualityStep } from './qualityStep.ts';
import { sizeStep } from './sizeStep.ts';

/** What is known before the first question. */
interface AskOptions {
	readonly title: string;
	/** The initial value of the prompt question. */
	readonly suggested?: string | undefined;
	/** Undefined if several are open: then the user is asked for it first. */
	readonly workspaceFolder?: Uri | undefined;
	readonly clickedFolder?: Uri | undefined;
	/** The document that the image is for. */
	readonly document?: TextDocument | undefined;
	/** From a keybinding or another extension; only the prompt is asked for. */
	readonly args?: GenerateArguments | undefined;
	/** A free placeholder of any size: the size is asked for instead of the quality and the aspect ratio. */
	readonly placeholder?: boolean;
}

/** The answers so far; Back keeps them. */
interface Answers {
	workspaceFolder?: Uri;
	prompt: string;
	/** What the box for the prompt holds; the prompt itself once it is accepted. */
	typed: string;
	presetName?: string;
	preset?: Preset;
	quality?: Quality;
	aspectRatio?: AspectRatio;
	size?: PixelSize;
	fileName?: string;
	/** What the box for the name holds, if it was changed there. */
	typedName?: string;
}

type Step = (answers: Answers, position: StepPosition) => Promise<StepResult<unknown>>;

/** Prompts of questions that were dismissed: the next ones start with them. */
const dismissed = new WeakMap<Services, string>();

/** Asks for a whole image request step by step, with a Back button. Undefined if dismissed. */
export async function askRequest(services: Services, options: AskOptions): Promise<ImageRequest | undefined> {
	const given = options.suggested;
	const prompt = given ?? dismissed.get(services) ?? '';
	const { workspaceFolder } = options;
	const answers: Answers = { prompt, typed: prompt, ...(workspaceFolder && { workspaceFolder }) };
	const steps = stepsFor(services, options).map(step => (position: StepPosition) => step(answers, position));
	const isAnswered = await runSteps(options.title, steps);
	if (given === undefined) {
		dismissed.set(services, isAnswered ? '' : answers.typed);
	}
	return isAnswered ? requestOf(answers, options) : undefined;
}

function requestOf(answers: Answers, { args, document, clickedFolder }: AskOptions): ImageRequest {
	const { workspaceFolder, prompt, preset, quality, aspectRatio, size, fileName } = answers;
	return {
		prompt,
		preset,
		args: {
			...args,
			...(quality && { quality }),
			...(aspectRatio && { aspectRatio }),
			...(size && { size: sizeText(size) }),
			...(fileName && { file: fileName }),
		},
		document,
		clickedFolder,
		workspaceFolder,
		asked: true,
	};
}

function stepsFor(services: Services, options: AskOptions): Step[] {
	const parametersOf = ({ workspaceFolder, preset, quality, aspectRatio }: Answers) =>
		resolveParameters(readSettings(workspaceFolder), preset, {
			...(quality && { quality }),
			...(aspectRatio && { aspectRatio }),
		});

	async function askFolder(answers: Answers, position: StepPosition): Promise<StepResult<unknown>> {
		return onAnswer(await folderStep(position, answers.workspaceFolder), answer => {
			answers.workspaceFolder = answer;
		});
	}

	/** Choosing a preset shows this step again, with the preset. */
	async function askPrompt(answers: Answers, position: StepPosition): Promise<StepResult<unknown>> {
		for (;;) {
			const result = await promptStep({
				...position,
				back: position.step > 1 || answers.presetName !== undefined,
				value: answers.prompt,
				presetName: answers.presetName,
				presets: readSettings(answers.workspaceFolder).presets,
				history: services.prompts,
				onChange: text => {
					answers.typed = text;
				},
			});
			if (result.type === 'back' && answers.presetName !== undefined) {
				delete answers.presetName;
				delete answers.preset;
				continue;
			}
			if (result.type !== 'answer') {
				return result;
			}
			if (result.answer.type === 'prompt') {
				// A different prompt gets a different name.
				if (answers.prompt !== result.answer.prompt) {
					delete answers.fileName;
					delete answers.typedName;
				}
				answers.prompt = result.answer.prompt;
				answers.typed = answers.prompt;
				return result;
			}
			answers.presetName = result.answer.name;
			answers.preset = result.answer.preset;
		}
	}

	async function askQuality(answers: Answers, position: StepPosition): Promise<StepResult<unknown>> {
		const { count, quality: current } = parametersOf(answers);
		return onAnswer(await qualityStep(position, current, count), answer => {
			answers.quality = answer;
		});
	}

	async function askAspectRatio(answers: Answers, position: StepPosition): Promise<StepResult<unknown>> {
		const { aspectRatio: current, size } = parametersOf(answers);
		if (size !== undefined) {
			// The preset's exact size determines the aspect ratio.
			return { type: 'skipped' };
		}
		return onAnswer(await aspectRatioStep(position, current), answer => {
			answers.aspectRatio = answer;
		});
	}

	async function askSize(answers: Answers, position: StepPosition): Promise<StepResult<unknown>> {
		const { size, aspectRatio } = parametersOf(answers);
		const current = answers.size ?? size ?? pixels[aspectRatio];
		const { presets } = readSettings(answers.workspaceFolder);
		return onAnswer(await sizeStep({ ...position, current, presets }), answer => {
			answers.size = answer;
		});
	}

	async function askFileName(answers: Answers, position: StepPosition): Promise<StepResult<unknown>> {
		const result = await fileNameStep(services, {
			...position,
			value: answers.typedName ?? answers.fileName,
			free: options.placeholder === true,
			requestFor: fileName => requestOf({ ...answers, ...(fileName !== undefined && { fileName }) }, options),
			onChange: value => {
				answers.typedName = value;
			},
		});
		return onAnswer(result, answer => {
			answers.fileName = answer;
		});
	}

	const first = options.workspaceFolder === undefined ? [askFolder, askPrompt] : [askPrompt];
	if (options.args !== undefined) {
		return first;
	}
	return options.placeholder
		? [...first, askSize, askFileName]
		: [...first, askQuality, askAspectRatio, askFileName];
}
