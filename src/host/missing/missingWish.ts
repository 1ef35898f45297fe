import { Uri } from 'vscode';
import { joinPath } from '../../core/assets/assetPath.ts';
import { sizeText } from '../../core/assets/pixelSize.ts';
import { awaitsChoice, isTerminal } from '../../core/jobs/job.ts';
import { isOpen } from '../../core/jobs/jobActions.ts';
import { relativeTarget, type MissingImage } from '../../core/links/missing.ts';
import type { Wish } from '../generate/order.ts';
import type { Services } from '../services.ts';

/** What makes a missing image: at exactly its path, in that format and size, without a further link. */
export function missingWish(image: MissingImage, workspaceFolder: Uri, prompt: string): Wish {
	return {
		prompt,
		args: {
			// With a slash it is the whole path, from the workspace folder.
			file: `./${relativeTarget(image)}`,
			link: 'none',
			...(image.size && { size: sizeText(image.size) }),
		},
		workspaceFolder,
		exactFormat: true,
		asked: true,
	};
}

/** The URIs, as text, of the images that jobs are still on their way to, whichever window has them. */
export async function targetsUnderWay({ board }: Services): Promise<ReadonlySet<string>> {
	const targets = new Set<string>();
	for (const { job } of await board.list()) {
		if (isOpen(job) && !isTerminal(job.phase) && !awaitsChoice(job)) {
			const { workspaceFolder, folder, name } = job.intent.target;
			targets.add(
				Uri.parse(workspaceFolder, true)
					.with({ path: joinPath(folder, name) })
					.toString(),
			);
		}
	}
	return targets;
}
