import { l10n, Uri, workspace } from 'vscode';
import { parseArguments, type GenerateArguments } from '../../core/parameters/arguments.ts';
import { resolveParameters } from '../../core/parameters/parameters.ts';
import { UserError } from '../../core/userError.ts';
import { askEdit } from '../ask/askEdit.ts';
import {
	checkAddress,
	inputsOf,
	selectionOf,
	takeSnapshots,
	type InputImage,
} from '../requests/inputImages.ts';
import { openImage, pickImage } from '../ask/pickImage.ts';
import { reviewEdit } from '../review/reviewEdit.ts';
import { requestedLinkPlace } from '../editor/requestedLinkPlace.ts';
import { watchTyping } from '../editor/watchTyping.ts';
import { runRequest } from '../requests/startRequest.ts';
import { requireWorkspace } from '../workspace/trust.ts';
import { savedFiles } from '../jobs/runJobs.ts';
import type { Services } from '../services.ts';
import { readSettings } from '../workspace/settings.ts';
import type { Command } from '../command.ts';

/**
 * Edit Image…: edits the clicked image, with the rest of the selection as references; otherwise the open image, or
 * one that is picked. An argument object skips the questions that it answers.
 */
export const edit: Command = async (services, first, second) => {
	requireWorkspace();
	if (first instanceof Uri) {
		const images = selectionOf(first, second).map((uri): InputImage => ({ type: 'file', uri }));
		return editImages(services, images, {}, true);
	}
	if (first === undefined || first === null) {
		const uri = await pickImage();
		return uri === undefined ? [] : editImages(services, [{ type: 'file', uri }], {}, true);
	}
	const args = parseArguments(first);
	const inputs = inputsOf(args);
	const open = openImage();
	const images: InputImage[] =
		inputs.length > 0 || open === undefined ? inputs : [{ type: 'file', uri: open }];
	if (images[0]?.type !== 'file') {
		throw new UserError(l10n.t('The first of "references" must be the image file to edit.'), {
			type: 'openKeybindings',
		});
	}
	return editImages(services, images, args, args.review === true || args.prompt === undefined);
};

async function editImages(
	services: Services,
	inputs: readonly InputImage[],
	args: GenerateArguments,
	review: boolean,
): Promise<Uri[]> {
	// Report images that can't be sent before asking anything.
	const snapshots = await takeSnapshots(services, inputs);
	const [subject] = inputs;
	if (subject?.type !== 'file') {
		return [];
	}
	const folder = workspace.getWorkspaceFolder(subject.uri)?.uri;
	const { quality, count } = resolveParameters(readSettings(folder), undefined, args);
	const answer =
		args.prompt === undefined
			? await askEdit({ inputs, quality, count, checkUrl: url => checkAddress(services, url) })
			: { prompt: args.prompt, quality, inputs };
	if (answer === undefined) {
		return [];
	}
	// Time has passed: take new snapshots, so that the current contents are sent.
	const references = args.prompt === undefined ? await takeSnapshots(services, answer.inputs) : snapshots;
	const [reference] = references;
	if (reference === undefined) {
		return [];
	}
	const { references: _references, review: _review, ...rest } = args;
	const request = {
		prompt: answer.prompt,
		args: { ...rest, quality: answer.quality },
		references,
		source: { uri: subject.uri, reference },
		asked: args.prompt === undefined,
	};
	const [jobs, hasTyped] = await watchTyping(() =>
		runRequest(services, request, { place: requestedLinkPlace(args) }),
	);
	const saved = jobs.find(({ phase }) => phase === 'saved');
	if (review && saved !== undefined) {
		reviewEdit(services, saved, { keepsFocus: hasTyped && args.review !== true });
	}
	return savedFiles(jobs);
}
