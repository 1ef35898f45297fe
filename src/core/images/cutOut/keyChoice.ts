import type { RgbaImage } from '../rgbaImage.ts';

/** Colors that a background can have so that it can be removed. */
export const keyNames = ['magenta', 'green', 'blue'] as const;

export type KeyName = (typeof keyNames)[number];

/** As they are asked for, and as an edited cut-out is put on them. */
const keyColors: Readonly<Record<KeyName, readonly [number, number, number]>> = {
	magenta: [255, 0, 255],
	green: [0, 255, 0],
	blue: [0, 0, 255],
};

/** Words of a prompt that name a color which a key must not have, in English and Korean. */
const words: Readonly<Record<KeyName, RegExp>> = {
	magenta:
		/\b(?:magenta|fuchsia|pink\w*|purple\w*|violets?|lavender|lilac|plum|orchids?|rosé?|roses|flamingos?|cherry blossoms?|grapes?|berry|berries|amethyst|neon|lips?|lipstick)\b|분홍|핑크|보라|자주|마젠타|벚꽃|장미|포도|라벤더/giu,
	green:
		/\b(?:green\w*|grass\w*|lea(?:f|ves)|leafy|plants?|trees?|forests?|woods?|jungle|frogs?|lime|limes|mint|emerald|cact(?:us|i)|clover|fern|herbs?|moss\w*|olive|avocado|turtles?|crocodiles?|lizards?|dinosaurs?|vegetables?|salad|bamboo|palm)\b|초록|녹색|연두|잔디|나무|나뭇잎|식물|숲|개구리|선인장|채소/giu,
	blue: /\b(?:blue\w*|sky|skies|ocean|sea|seas|water\w*|waves?|rivers?|lakes?|navy|azure|cyan|turquoise|teal|sapphire|denim|jeans|ice|icy|whales?|dolphins?|sharks?|fish|rain|glass|bluebird|blueberr\w+)\b|파란|파랑|푸른|남색|하늘|바다|물결|고래|청바지|얼음/giu,
};

/** What of an image has a key's hue, from 0 to 1, by the key's name. */
export type HueShares = Readonly<Record<KeyName, number>>;

/** How much of each key's hue an image shows; transparent pixels don't count. */
export function hueShares({ data }: RgbaImage): HueShares {
	let [magenta, green, blue, all] = [0, 0, 0, 0];
	for (let at = 0; at < data.length; at += 4) {
		if ((data[at + 3] ?? 0) > 127) {
			const [r, g, b] = [data[at] ?? 0, data[at + 1] ?? 0, data[at + 2] ?? 0];
			all += 1;
			magenta += Math.min(r, b) - g > 40 ? 1 : 0;
			green += g - Math.max(r, b) > 40 ? 1 : 0;
			blue += b - Math.max(r, g) > 40 ? 1 : 0;
		}
	}
	const of = (count: number) => count / Math.max(1, all);
	return { magenta: of(magenta), green: of(green), blue: of(blue) };
}

/** The key whose color the subject has least of, judged by the prompt and the images it is made from. */
export function chooseKey(prompt: string, images: readonly HueShares[] = []): KeyName {
	const score = (name: KeyName) => {
		const said = prompt.match(words[name])?.length ?? 0;
		const shown = images.reduce((sum, shares) => sum + Math.min(1, shares[name] * 20), 0);
		return said + shown;
	};
	return keyNames.reduce((best, name) => (score(name) < score(best) ? name : best));
}

/** The text of a prompt that makes the subject easy to cut out. */
export function cutOutPrompt(key: KeyName): string {
	const hex = keyColors[key].map(level => level.toString(16).padStart(2, '0')).join('');
	return `Show only the subject, whole and centered, with a margin all around it, alone on a perfectly flat, evenly lit, pure ${key} background (#${hex}). Nothing else is in the picture: no scenery, no floor, no frame, no gradient, no texture, no ${key} light or reflection on the subject, and no ${key} in the subject.`;
}

/** Puts a transparent image on a key color; its size stays. */
export function drawOnKey(image: RgbaImage, key: KeyName): RgbaImage {
	const data = new Uint8ClampedArray(image.data.length);
	const color = keyColors[key];
	for (let at = 0; at < data.length; at += 4) {
		const alpha = (image.data[at + 3] ?? 0) / 255;
		for (let channel = 0; channel < 3; channel += 1) {
			data[at + channel] = alpha * (image.data[at + channel] ?? 0) + (1 - alpha) * (color[channel] ?? 0);
		}
		data[at + 3] = 255;
	}
	return { width: image.width, height: image.height, data };
}
