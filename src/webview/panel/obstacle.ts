import type {
	Draft,
	PanelEnvironment,
	PanelReference,
	PanelSetting,
	PanelTarget,
	Today,
} from '../../shared/panel.ts';
import { formatCredits } from '../../shared/units.ts';
import { creditsOf } from './choices.ts';

export interface Situation {
	readonly environment: PanelEnvironment;
	readonly today: Today;
	readonly target: PanelTarget;
	readonly references: readonly PanelReference[];
	readonly draft: Draft;
}

/** Why nothing can be generated, and the setting to change. */
export interface Obstacle {
	readonly message: string;
	readonly setting?: PanelSetting;
}

/** What must be fixed first; undefined if nothing must. */
export function obstacleOf(situation: Situation): Obstacle | undefined {
	const { environment, today, target, references, draft } = situation;
	if (environment.problem !== undefined) {
		return { message: environment.problem.message };
	}
	if (draft.prompt.trim() === '') {
		return { message: 'Describe the image first.' };
	}
	if (target.problem !== undefined) {
		return { message: target.problem };
	}
	const broken = references.findIndex(({ problem }) => problem !== undefined);
	if (broken >= 0) {
		return { message: `Reference ${broken + 1} cannot be sent. Remove it, or choose another.` };
	}
	const left = Math.max(0, today.limit - today.spent);
	if (today.limit > 0 && creditsOf(environment, draft) > left) {
		const verb = left === 1 ? 'is' : 'are';
		return {
			message: `${formatCredits(left)} ${verb} left of today’s ${today.limit.toLocaleString('en-US')}.`,
			setting: 'dailyCreditLimit',
		};
	}
	return undefined;
}
