/**
 * `npm run bench`: prints the figures that the extension has to meet, ours next to the alternatives and the target.
 * With names (`npm run bench -- poll`) only those. Never fails on a figure.
 */
import { activation } from './activation.ts';
import { activationInHost } from './activationInHost.ts';
import { cutOuts } from './cutOut.ts';
import { formatTable, type Figure } from './figure.ts';
import { finishedJobs } from './finishedJobs.ts';
import { references } from './findReferences.ts';
import { galleryFrames } from './galleryFrames.ts';
import { images } from './images.ts';
import { panel } from './panel.ts';
import { parallelSaves } from './parallelSaves.ts';
import { poll } from './poll.ts';
import { posts } from './posts.ts';
import { record } from './record.ts';
import { recoveryInHost } from './recoveryInHost.ts';
import { review } from './review.ts';
import { reviewFrames } from './reviewFrames.ts';
import { runningJobs } from './runningJobs.ts';
import { save } from './save.ts';
import { scan } from './scanWorkspace.ts';
import { uploads } from './uploads.ts';

const figures: Readonly<Record<string, Figure>> = {
	poll,
	posts,
	save,
	saves: parallelSaves,
	uploads,
	images,
	cutOut: cutOuts,
	references,
	scan,
	load: activation,
	activate: activationInHost,
	record,
	recovery: recoveryInHost,
	finished: finishedJobs,
	running: runningJobs,
	panel,
	frames: reviewFrames,
	gallery: galleryFrames,
	review,
};

const wanted = process.argv.slice(2);
const unknown = wanted.filter(name => !(name in figures));
if (unknown.length > 0) {
	console.error(`No figure ${unknown.join(', ')}; there are ${Object.keys(figures).join(', ')}`);
	process.exit(2);
}
for (const [name, figure] of Object.entries(figures)) {
	if (wanted.length === 0 || wanted.includes(name)) {
		for (const table of await figure()) {
			console.log(`\n${formatTable(table)}`);
		}
	}
}
