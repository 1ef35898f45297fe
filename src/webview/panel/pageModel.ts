import type {
	Draft,
	JobCard,
	PanelEditor,
	PanelEnvironment,
	PanelReference,
	PanelState,
	PanelTarget,
	Today,
	ToPanel,
} from '../../shared/panel.ts';
import type { RecordProblem } from '../../shared/galleryMessages.ts';

/** A job, and when the host last reported it, by `performance.now()`. */
export interface HeardJob {
	readonly card: JobCard;
	readonly since: number;
}

/** What the composer shows. */
export interface View {
	readonly environment: PanelEnvironment;
	readonly today: Today;
	readonly target: PanelTarget;
	readonly references: readonly PanelReference[];
	readonly styleReferences: readonly PanelReference[];
	readonly draft: Draft;
	readonly prompts: readonly string[];
}

/** Everything that the host has sent and the user has typed. */
export interface PageModel extends View {
	readonly jobs: ReadonlyMap<string, HeardJob>;
	readonly recordProblems: readonly RecordProblem[];
	readonly editor: PanelEditor | undefined;
}

/** The model for a full state from the host. */
export function modelOf(state: PanelState, draft: Draft, now: number): PageModel {
	return {
		environment: state.environment,
		today: state.today,
		target: state.target,
		references: state.references,
		styleReferences: state.styleReferences,
		draft,
		prompts: state.prompts,
		jobs: withJobs(new Map(), state.jobs, [], now),
		recordProblems: state.recordProblems,
		editor: state.editor,
	};
}

/** Messages that change the model directly; their assets and drafts are kept elsewhere. */
type Change = Exclude<
	ToPanel,
	{ type: 'state' | 'unavailable' | 'result' | 'failed' | 'draft' | 'assetFacts' }
>;

export function changedModel(model: PageModel, change: Change, now: number): PageModel {
	switch (change.type) {
		case 'environment':
			return { ...model, environment: change.environment };
		case 'today':
			return { ...model, today: change.today };
		case 'target':
			return { ...model, target: change.target };
		case 'references':
			return { ...model, references: change.references, styleReferences: change.styleReferences };
		case 'prompts':
			return { ...model, prompts: change.prompts };
		case 'jobs':
			return { ...model, jobs: withJobs(model.jobs, change.changed, change.removed, now) };
		case 'editor':
			return { ...model, editor: change.editor };
		case 'assets':
			return { ...model, recordProblems: change.recordProblems };
	}
}

function withJobs(
	before: ReadonlyMap<string, HeardJob>,
	changed: readonly JobCard[],
	removed: readonly string[],
	now: number,
): ReadonlyMap<string, HeardJob> {
	const jobs = new Map(before);
	for (const id of removed) {
		jobs.delete(id);
	}
	for (const card of changed) {
		jobs.set(card.id, { card, since: now });
	}
	return jobs;
}
