import type { Icon } from '../dom.ts';
import { icons } from '../icons.ts';
import { t } from '../texts.ts';

interface Example {
	readonly title: string;
	readonly icon: Icon;
	readonly prompt: string;
}

/** Example prompts to edit; each shows something that the model does well. */
export const examples = (): readonly Example[] => [
	{
		title: t('Marketing visual with copy'),
		icon: icons.megaphone,
		prompt: t(
			'Launch banner for a developer tool. Headline in large, crisp sans-serif letters: “Ship it on Friday.” Below it, smaller: “Tests in 9 seconds, on every commit.” Deep blue gradient, one glowing paper plane rising from the lower left, generous empty space around the text.',
		),
	},
	{
		title: t('Product shot'),
		icon: icons.deviceCamera,
		prompt: t(
			'Studio photograph of a matte ceramic pour-over coffee dripper on a pale oak table. Soft window light from the left, long gentle shadow, steam just visible, shallow depth of field. Warm neutral background, no text, room to crop on every side.',
		),
	},
	{
		title: t('Composition from references'),
		icon: icons.combine,
		prompt: t(
			'Put the product from image 1 on the desk of image 2, in the light and the colors of image 2. Keep the shape, the label, and the proportions of the product exactly as they are. Add a soft contact shadow; change nothing else.',
		),
	},
	{
		title: t('Concept art'),
		icon: icons.symbolColor,
		prompt: t(
			'Concept art of a research station grown from coral, half above a violet sea at dusk. Small warm windows, a footbridge with two figures for scale, low fog between the pillars. Painterly, wide establishing shot, clear silhouette against the sky.',
		),
	},
];
