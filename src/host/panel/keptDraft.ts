import type { Memento } from 'vscode';
import * as z from 'zod/mini';
import { fileReferenceSchema } from '../../core/references/referenceSchema.ts';
import { parseDraft, type Draft } from '../../shared/panel.ts';

/** A reference of the draft as it is stored: what it points to, not yet what is sent. */
const keptReference = z.discriminatedUnion('type', [
	z.object({ id: z.string(), type: z.literal('file'), uri: z.string() }),
	z.object({ id: z.string(), type: z.literal('url'), url: z.string() }),
	/** Pasted or dropped; the snapshot is its only source. */
	z.object({ id: z.string(), type: z.literal('snapshot'), reference: fileReferenceSchema }),
]);

const keptSchema = z.object({
	draft: z.unknown(),
	draftAt: z.catch(z.number().check(z.nonnegative()), 0),
	folder: z.string(),
	file: z.string(),
	/** The URI of the chosen workspace folder. */
	workspaceFolder: z.exactOptional(z.string()),
	references: z.array(keptReference),
});

export type KeptReference = z.infer<typeof keptReference>;

/** What the user has prepared in the panel, including what the page must not hold. */
interface PanelDraft {
	readonly draft: Draft;
	/** When it was last changed, by the clock of the page. */
	readonly draftAt: number;
	/** As typed. */
	readonly folder: string;
	readonly file: string;
	/** The URI of the chosen workspace folder. */
	readonly workspaceFolder?: string;
	readonly references: readonly KeptReference[];
}

const key = 'imageAssets.panel';
const empty: PanelDraft = { draft: { prompt: '' }, draftAt: 0, folder: '', file: '', references: [] };

export type KeptDraft = ReturnType<typeof createKeptDraft>;

/** The panel's draft for this workspace; outlives the panel's tab and its window. */
export function createKeptDraft(memento: Memento) {
	let current = read(memento.get<unknown>(key));
	return {
		get current(): PanelDraft {
			return current;
		},
		change(part: Partial<PanelDraft>) {
			current = { ...current, ...part };
			// Only a convenience: if it can't be stored, it lasts as long as the window.
			memento.update(key, current).then(undefined, () => undefined);
		},
	};
}

function read(value: unknown): PanelDraft {
	const { data } = keptSchema.safeParse(value);
	return data === undefined ? empty : { ...data, draft: parseDraft(data.draft) ?? empty.draft };
}
