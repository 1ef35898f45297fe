import { seededRandom } from '../random.ts';
import { dayPalettes, nightPalettes, type Palette } from './palettes.ts';
import { gradients, paperCut, tiles } from './scenes/abstracts.ts';
import { dunes, forest, hills, mountains, night } from './scenes/landscapes.ts';
import { city, sea, space } from './scenes/seaAndCity.ts';
import { botanical, cup, fox, portrait, robot } from './scenes/subjects.ts';
import type { Scene } from './svg.ts';

/** What a prompt may mention, in English or Korean, and how it is drawn; the first match counts. */
const subjects: readonly { words: RegExp; scene: Scene; dark?: true; light?: true }[] = [
	{ words: /\b(fox|foxes|cat|dog|wolf|animal|mascot)\b|여우|고양이|강아지|늑대|동물/iu, scene: fox },
	{
		words: /\b(robot|bot|android|ai|code|coding|developer|server|404|error)\b|로봇|코드|개발/iu,
		scene: robot,
	},
	{
		words: /\b(portrait|avatar|person|woman|man|people|team|face|user)\b|사람|인물|초상|얼굴/iu,
		scene: portrait,
	},
	{
		words: /\b(coffee|cup|tea|cafe|café|breakfast|kitchen|cozy|cosy|food)\b|커피|차 한 잔|카페|음식/iu,
		scene: cup,
	},
	{
		words: /\b(flowers?|plants?|leaf|leaves|garden|botanical|bouquet|floral)\b|꽃|식물|정원|나뭇잎/iu,
		scene: botanical,
		light: true,
	},
	{
		words:
			/\b((?<!(negative|white|empty|blank) )space|rocket|planets?|astronaut|galaxy|cosmos|launch)\b|우주|로켓|행성/iu,
		scene: space,
		dark: true,
	},
	{
		words:
			/\b(sea|ocean|lighthouse|beach|coast|harbou?r|boat|ship|waves?|island)\b|바다|등대|해변|항구|파도/iu,
		scene: sea,
	},
	{
		words: /\b(city|skyline|town|street|buildings?|urban|office|seoul)\b|도시|거리|서울|건물/iu,
		scene: city,
	},
	{ words: /\b(deserts?|dunes?|sand|sahara)\b|사막|모래/iu, scene: dunes },
	{
		words: /\b(mountains?|alps|peaks?|lake|snow|summit)\b|산맥|설산|호수|산(?=[\s을이의 ]|$)/iu,
		scene: mountains,
	},
	{ words: /\b(forests?|woods?|trees?|pine|jungle)\b|숲|나무/iu, scene: forest },
	{ words: /\b(night|stars?|moon|camp|tent|dream)\b|밤|별|달빛|캠핑/iu, scene: night, dark: true },
	{ words: /\b(gradient|background|wallpaper|soft|blur)\b|배경|그라데이션/iu, scene: gradients },
	{
		words: /\b(pattern|geometric|tiles?|bauhaus|grid|mosaic|icon|logo)\b|무늬|패턴|타일|아이콘|로고/iu,
		scene: tiles,
	},
	{ words: /\b(paper|abstract|layers?|cut-?out)\b|종이|추상/iu, scene: paperCut },
	{
		words: /\b(hills?|meadow|valley|field|landscape|sunrise|countryside)\b|언덕|들판|풍경|일출/iu,
		scene: hills,
	},
];

const darkWords = /\b(night|midnight|dark|moonlit|stars?|starry|neon)\b|밤|어두운|별/iu;

const warmWords =
	/\b(dusk|dawn|sunset|sunrise|warm|golden|evening|autumn|fall)\b|노을|일몰|일출|저녁|가을|따뜻/iu;

/** For prompts that mention none of these subjects. */
const otherScenes: readonly Scene[] = [hills, paperCut, mountains, gradients, dunes, sea, forest];

/** An image without its caption. */
export interface Composition {
	/** The inside of an SVG element. */
	drawing: string;
	palette: Palette;
	/** Whether the bottom is light enough for dark letters without a backdrop. */
	lightBottom: boolean;
}

/** The same arguments give the same image. */
export function composeScene(prompt: string, variant: number, width: number, height: number): Composition {
	const random = seededRandom(`${prompt}/${variant}`);
	const subject = subjects.find(({ words }) => words.test(prompt));
	const scene = subject?.scene ?? picked(otherScenes, random());
	const palettes = subject?.dark === true || darkWords.test(prompt) ? nightPalettes : dayPalettes;
	const fitting = warmWords.test(prompt) ? palettes.filter(({ warm, dark }) => warm ?? dark) : palettes;
	// Variants cycle through the palettes, so that no two neighbors look alike.
	const first = Math.floor(seededRandom(prompt)() * fitting.length);
	const palette = picked(fitting, ((first + variant) % fitting.length) / fitting.length);
	return {
		drawing: scene({ width, height, palette, random }),
		palette,
		lightBottom: subject?.light === true,
	};
}

/** The element at `share` of the list; the list is not empty. */
function picked<T>(list: readonly T[], share: number): T {
	return list[Math.floor(share * list.length + 1e-9)] as T;
}
