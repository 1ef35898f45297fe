import { extname } from 'node:path';
import { InputBoxValidationSeverity, workspace, type TextDocument, type Uri } from 'vscode';
import { pixels, type AspectRatio, type Quality } from '../../shared/model.ts';
import { assetFileName } from '../../core/assets/assetFileName.ts';
import { sizeFacts, sizeText, type PixelSize } from '../../core/images/pixelSize.ts';
import { resolvePathText } from '../../core/assets/pathText.ts';
import { formatPrice } from '../../core/credits/prices.ts';
import type { GenerateArguments } from '../../core/parameters/arguments.ts';
import { resolveParameters } from '../../core/parameters/parameters.ts';
import type { Preset } from '../../core/parameters/settings.ts';
import { checkPrompt } from '../../core/prompts/promptLimits.ts';
import { inputStep, runSteps, type StepPosition, type StepResult } from '../ui/quickInput.ts';
import type { Services } from '../services.ts';
import { readSettings } from '../workspace/settings.ts';
import { aspectRatioStep } from './aspectRatioStep.ts';
import type { ImageRequest } from '../requests/imageRequest.ts';
import { prepareRequest } from '../requests/prepareRequest.ts';
import { promptStep } from './promptStep.ts';
import { qualityStep } from './qualityStep.ts';
import { sizeStep } from './sizeStep.ts';

/** What is known before the first question. */
export interface AskOptions {
	readonly title: string;
	/** From a prompt file; the prompt question is skipped. */
	readonly prompt?: string | undefined;
	/** The initial value of the prompt question. */
	readonly suggested?: string | undefined;
	readonly workspaceFolder: Uri;
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
	prompt: string;
	/** What the box for the prompt holds; the prompt itself once it is accepted. */
	typed: string;
	presetName?: string;
	preset?: Preset;
	quality?: Quality;
	aspectRatio?: AspectRatio;
	size?: PixelSize;
	fileName?: string;
}

type Step = (answers: Answers, position: StepPosition) => Promise<StepResult<unknown>>;

/** Prompts of questions that were dismissed: the next ones begin with them. */
const dismissed = new WeakMap<Services, string>();

/** Asks for a whole image request step by step, with a Back button. Undefined if dismissed. */
export async function askRequest(services: Services, options: AskOptions): Promise<ImageRequest | undefined> {
	const given = options.prompt ?? options.suggested;
	const prompt = given ?? dismissed.get(services) ?? '';
	const answers: Answers = { prompt, typed: prompt };
	const steps = stepsFor(services, options).map(step => (position: StepPosition) => step(answers, position));
	const isAnswered = await runSteps(options.title, steps);
	if (given === undefined) {
		dismissed.set(services, isAnswered ? '' : answers.typed);
	}
	return isAnswered ? requestOf(answers, options) : undefined;
}

function requestOf(
	answers: Answers,
	{ args, document, clickedFolder, workspaceFolder }: AskOptions,
): ImageRequest {
	const { prompt, preset, quality, aspectRatio, size, fileName } = answers;
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
	const settings = readSettings(options.workspaceFolder);
	const parametersOf = ({ preset, quality, aspectRatio }: Answers) =>
		resolveParameters(settings, preset, { ...(quality && { quality }), ...(aspectRatio && { aspectRatio }) });

	/** Choosing a preset shows this step again, with the preset. */
	async function askPrompt(answers: Answers, position: StepPosition): Promise<StepResult<unknown>> {
		for (;;) {
			const result = await promptStep({
				...position,
				back: answers.presetName !== undefined,
				value: answers.prompt,
				presetName: answers.presetName,
				presets: settings.presets,
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
		const result = await qualityStep(position, current, count);
		if (result.type === 'answer') {
			answers.quality = result.answer;
		}
		return result;
	}

	async function askAspectRatio(answers: Answers, position: StepPosition): Promise<StepResult<unknown>> {
		const { aspectRatio: current, size } = parametersOf(answers);
		if (size !== undefined) {
			// The preset's exact size determines the aspect ratio.
			return { type: 'skipped' };
		}
		const result = await aspectRatioStep(position, current);
		if (result.type === 'answer') {
			answers.aspectRatio = result.answer;
		}
		return result;
	}

	async function askSize(answers: Answers, position: StepPosition): Promise<StepResult<unknown>> {
		const { size, aspectRatio } = parametersOf(answers);
		const current = answers.size ?? size ?? pixels[aspectRatio];
		const result = await sizeStep({ ...position, current, presets: settings.presets });
		if (result.type === 'answer') {
			answers.size = result.answer;
		}
		return result;
	}

	async function askFileName(answers: Answers, position: StepPosition): Promise<StepResult<unknown>> {
		const { parameters, destination } = await prepareRequest(services.context, requestOf(answers, options));
		const { outputFormat, quality, count, size, aspectRatio } = parameters;
		const facts = [
			...(size === undefined ? [] : sizeFacts(size, aspectRatio)),
			options.placeholder ? 'free' : formatPrice(quality, count),
		];
		const value = answers.fileName ?? assetFileName(destination.fileName, outputFormat);
		const folder = workspace.asRelativePath(options.workspaceFolder.with({ path: destination.folder }));
		const result = await inputStep({
			...position,
			value,
			selection: [0, value.length - extname(value).length],
			prompt: [`File name in ${folder}`, ...facts].join(' · '),
			validate: value => checkFileName(value, options.workspaceFolder),
		});
		if (result.type === 'answer') {
			answers.fileName = result.answer.trim();
		}
		return result;
	}

	if (options.args !== undefined) {
		return [askPrompt];
	}
	const steps = options.placeholder ? [askSize, askFileName] : [askQuality, askAspectRatio, askFileName];
	return options.prompt === undefined ? [askPrompt, ...steps] : steps;
}

/** A name, or a path from the workspace folder if it contains a slash. */
function checkFileName(value: string, { path }: Uri) {
	const name = value.trim();
	const refused = (message: string) => ({
		message: { message, severity: InputBoxValidationSeverity.Error },
		accepted: false,
	});
	if (checkPrompt(name).kind === 'empty' || name.endsWith('/')) {
		return refused('The image needs a name.');
	}
	try {
		resolvePathText(name, path, [path]);
		return { message: undefined, accepted: true };
	} catch (error) {
		return refused(error instanceof Error ? error.message : String(error));
	}
}
