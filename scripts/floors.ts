/**
 * The rooms of `core`, from the ground up: a room imports from its own floor and those below it. A file belongs
 * to the most specific row that names it or a folder of it.
 */
export const floors: readonly (readonly string[])[] = [
	['core', 'core/text', 'core/clock', 'core/state'],
	['core/images', 'core/api/predictionRequest.ts'],
	['core/references'],
	['core/parameters', 'core/credits', 'core/assets'],
	['core/documents'],
	['core/documents/syntax'],
	['core/documents/references', 'core/documents/roots'],
	['core/documents/missing', 'core/documents/insert'],
	['core/prompts'],
	['core/api'],
	['core/jobs'],
];

/** What `npm run structure` allows; only ever lowered. */
export const limits = {
	circles: 0,
	typeCircles: 1,
	upwardInCore: 3,
	lines: 36_200,
};
