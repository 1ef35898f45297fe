import { Uri } from 'vscode';
import type { Job } from '../../core/jobs/job.ts';
import { hasSizeAskedFor } from '../../core/jobs/sizeNote.ts';
import { moreNote } from '../texts/resultNotes.ts';
import { refusalOf, reportUncut } from './cutOutDoubt.ts';
import { replacePlaceholder } from './replacePlaceholder.ts';
import type { Delivered } from './delivered.ts';
import type { LinkPlace } from '../editor/linkPlace.ts';
import { deriveVariants } from './derivedImages.ts';
import { describeJob } from '../../core/jobs/describeJob.ts';
import type { Services } from '../services.ts';
import { recordImage } from './recordImage.ts';
import { completeStep } from '../ui/completeStep.ts';
import { stepAction } from '../ui/nextSteps.ts';
import { insertLinksAt } from './savedFile.ts';

/**
 * Records what the jobs saved, puts it in its placeholders' places, and inserts the links into their
 * documents, each after the previous one of its place.
 */
export async function linkSaved(
	services: Services,
	jobs: readonly Job[],
	placeOf: (job: Job) => LinkPlace | undefined,
): Promise<Delivered[]> {
	const delivered: Delivered[] = [];
	for (const job of jobs) {
		for (const [index, image] of (job.saved ?? []).entries()) {
			// If the service sends more images than requested, the first one is the replacement.
			const placement = index === 0 ? await replacePlaceholder(services, job, image) : undefined;
			if (placement === undefined) {
				await recordImage(services, job, image);
			}
			const uri = placement?.type === 'placed' ? placement.uri : Uri.parse(image.uri, true);
			const { variants: wanted = [], prompt: alt } = job.intent;
			const variants = index === 0 ? await deriveVariants(services, uri, wanted, alt) : [];
			// An edit's size follows from its source.
			const sizeAsked = job.intent.source === undefined && hasSizeAskedFor({ intent: job.intent, image });
			const uncut = await refusalOf(services, job);
			delivered.push({ image, uri, alt, sizeAsked, job, placement, variants, uncut, link: undefined });
		}
	}
	if (delivered.length > 0) {
		completeStep('image');
	}
	if (jobs.some(({ intent, saved = [] }) => intent.source !== undefined && saved.length > 0)) {
		completeStep('edit');
	}
	await insertLinksAt(services.log, delivered, ({ job }) => placeOf(job));
	// Nobody expects these, so they get messages of their own, wherever the images are shown.
	jobs.forEach(job => {
		reportExtraImages(services, job);
	});
	delivered.forEach(each => {
		reportUncut(services, each);
	});
	return delivered;
}

function reportExtraImages({ log, notify }: Services, job: Job): void {
	const note = moreNote(job);
	if (note !== undefined) {
		log.info(`Job ${job.intent.id}: ${describeJob(job)}`);
		notify('warning', note, [stepAction({ type: 'showLog' })]);
	}
}
