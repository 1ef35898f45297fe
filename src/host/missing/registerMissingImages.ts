import { CodeActionKind, Disposable, EventEmitter, languages, workspace, type TextDocument } from 'vscode';
import {
	marksMissing,
	missingExtensions,
	missingLanguageIds,
	missingNames,
} from '../../core/documents/missing/missingLanguages.ts';
import { settingSection } from '../contributions.ts';
import type { LoadServices } from '../services.ts';
import { internalCommands } from './missingFixes.ts';
import type { MissingImages } from './missingImages.ts';
import { registerCommand } from '../command.ts';

/** For files without a language id of their own in VS Code. */
const manifests = { language: 'json', pattern: `**/{${missingNames.join(',')}}` };
const unknownLanguages = { language: 'plaintext', pattern: `**/*.{${missingExtensions.join(',')}}` };

/**
 * Marks missing images and offers to make them. Nothing more is loaded until the first document that can have any is
 * open.
 */
export function registerMissingImages(loadServices: LoadServices): Disposable {
	let loading: Promise<MissingImages> | undefined;
	let disposed = false;

	const load = () =>
		(loading ??= import('./missingImages.ts').then(({ createMissingImages }) => {
			const images = createMissingImages();
			if (disposed) {
				images.dispose();
			}
			return images;
		}));
	const follow = ({ languageId, fileName }: TextDocument) => {
		if (marksMissing(languageId, fileName)) {
			void load();
		}
	};
	const timer = setTimeout(() => {
		workspace.textDocuments.forEach(follow);
	}, 0);

	return Disposable.from(
		workspace.onDidOpenTextDocument(follow),
		workspace.onDidDeleteFiles(({ files }) => {
			void import('./deletedImages.ts')
				.then(({ reportDeleted }) => reportDeleted(loadServices, files))
				.catch(async (error: unknown) => {
					(await loadServices()).log.error('Deleted images could not be looked for', error);
				});
		}),
		languages.registerCodeActionsProvider(
			[...missingLanguageIds.map(language => ({ language })), manifests, unknownLanguages],
			{
				async provideCodeActions(document, range, context) {
					const [images, { provideFixes }, { provideRender }] = await Promise.all([
						load(),
						import('./missingActions.ts'),
						import('./renderFix.ts'),
					]);
					const fixes = await provideFixes(images, document, range, context);
					return fixes.length > 0 ? fixes : provideRender(loadServices, document, range);
				},
			},
			{ providedCodeActionKinds: [CodeActionKind.QuickFix] },
		),
		registerCommand(internalCommands.fixMissing, loadServices, async () => {
			const [images, { fixMissing }] = await Promise.all([load(), import('./fixMissing.ts')]);
			return (services, fix) => fixMissing(services, images, fix);
		}),
		registerCommand(
			internalCommands.renderPlaceholder,
			loadServices,
			async () => (await import('./renderFix.ts')).renderPlaceholder,
		),
		registerTodoLenses(),
		registerCommand(
			internalCommands.fixTodo,
			loadServices,
			async () => (await import('./todoImages.ts')).fixTodo,
		),
		new Disposable(() => {
			disposed = true;
			clearTimeout(timer);
			void loading?.then(images => {
				images.dispose();
			});
		}),
	);
}

function registerTodoLenses(): Disposable {
	const changed = new EventEmitter<void>();
	const setting = `${settingSection}.todoCodeLens`;
	return Disposable.from(
		changed,
		workspace.onDidChangeConfiguration(event => {
			if (event.affectsConfiguration(setting)) {
				changed.fire();
			}
		}),
		languages.registerCodeLensProvider('*', {
			onDidChangeCodeLenses: changed.event,
			async provideCodeLenses(document) {
				const wanted = workspace.getConfiguration('', document).get<unknown>(setting) === true;
				return wanted ? (await import('./todoImages.ts')).todoLenses(document) : [];
			},
		}),
	);
}
