import type {
	Draft,
	PanelEnvironment,
	PanelReference,
	PanelSetting,
	PanelTarget,
	Today,
} from '../../shared/panel.ts';
import { plural, t } from '../texts.ts';
import { creditsOf, sentStyle } from './choices.ts';

export interface Situation {
	readonly environment: PanelEnvironment;
	readonly today: Today;
	readonly target: PanelTarget;
	readonly references: readonly PanelReference[];
	readonly styleReferences: readonly PanelReference[];
	readonly draft: Draft;
}

/** Why nothing can be generated, and the setting to change. */
interface Obstacle {
	readonly message: string;
	readonly setting?: PanelSetting;
	/** It concerns all of the page, and a banner says it where there is room. */
	readonly problem?: PanelEnvironment['problem'];
}

/** What must be fixed first; undefined if nothing must. */
export function obstacleOf(situation: Situation): Obstacle | undefined {
	const { environment, today, target, references, draft } = situation;
	if (environment.problem !== undefined) {
		return { message: environment.problem.message, problem: environment.problem };
	}
	if (draft.prompt.trim() === '') {
		return { message: t('Describe the image first.') };
	}
	if (target.problem !== undefined) {
		return { message: target.problem };
	}
	const broken = references.findIndex(({ problem }) => problem !== undefined);
	if (broken >= 0) {
		return { message: t("Reference {0} can't be sent. Remove it, or choose another.", broken + 1) };
	}
	const style = sentStyle(situation);
	if (style.some(({ problem }) => problem !== undefined)) {
		return {
			message: t(
				"An image of the project's style can't be sent. Leave the style out, or change the setting.",
			),
			setting: 'styleReferences',
		};
	}
	const count = references.length + style.length;
	if (count > environment.mostReferences) {
		return {
			message: t(
				"The model takes at most {0} images. There are {1}, including {2} of the project's style.",
				environment.mostReferences,
				count,
				style.length,
			),
		};
	}
	const left = Math.max(0, today.limit - today.spent);
	if (today.limit > 0 && creditsOf(environment, draft) > left) {
		return {
			message: plural(
				left,
				{
					one: "{0} credit is left of today's {1}.",
					other: "{0} credits are left of today's {1}.",
				},
				today.limit,
			),
			setting: 'dailyCreditLimit',
		};
	}
	return undefined;
}
