/**
 * The rooms of `core` and `host`, from the ground up: a room imports from its own floor and those below it. A file belongs
 * to the most specific row that names it or a folder of it.
 */
export const floors: readonly (readonly string[])[] = [
	['core', 'core/addresses', 'core/text', 'core/clock', 'core/state'],
	['core/images', 'core/api/predictionRequest.ts'],
	['core/references'],
	['core/parameters', 'core/credits', 'core/assets'],
	['core/documents'],
	['core/documents/syntax'],
	['core/documents/references', 'core/documents/roots'],
	['core/documents/missing', 'core/documents/insert', 'core/documents/icons'],
	['core/prompts'],
	['core/api'],
	['core/jobs'],
	['core/agents'],
	['host', 'host/texts', 'host/workspace', 'host/ui', 'host/network'],
	['host/images', 'host/storage', 'host/project', 'host/editor'],
	['host/services.ts', 'host/command.ts', 'host/record'],
	['host/results', 'host/drop'],
	['host/jobs'],
	['host/requests'],
	['host/review', 'host/cutOut', 'host/iconSet'],
	['host/ask'],
	['host/placeholders'],
	['host/missing'],
	['host/panel'],
	['host/commands', 'host/agents'],
	['host/createServices.ts', 'host/lazyServices.ts'],
];

/** What `npm run structure` allows. Only new features may raise `lines`; the others are never raised. */
export const limits = {
	circles: 0,
	typeCircles: 0,
	upwardInCore: 0,
	upwardInHost: 3,
	/** `setTexts`, with which tests choose the language of the pages. */
	needlessExports: 1,
	lines: 52_660,
};
