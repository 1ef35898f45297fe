import assert from 'node:assert/strict';
import { load } from 'js-yaml';
import { findImageReferences } from '../../../../src/core/documents/references/findImageReferences.ts';
import { chance } from '../../../support/cutOutScenes.ts';

/** Ways in which YAML writes a text; each may stand on several lines. */
const scalars: readonly ((text: string, indent: string) => string)[] = [
	text => text.replaceAll(/[:#'"\\]/g, ''),
	text => `'${text.replaceAll("'", "''")}'`,
	text => `"${text.replaceAll(/["\\]/g, '\\$&')}"`,
	(text, indent) => `'${text.replaceAll("'", "''").replaceAll(' ', `\n${indent}  `)}'`,
	(text, indent) => `"${text.replaceAll(/["\\]/g, '\\$&').replaceAll(' ', `\n${indent}   `)}"`,
	(text, indent) => `>-\n${indent}  ${text.replace(' ', `\n${indent}  `)}`,
	(text, indent) => `|\n${indent}  ${text.replace(' ', `\n${indent}  `)}`,
	(text, indent) => text.replaceAll(/[:#'"\\]/g, '').replace(' ', `\n${indent}  `),
];
const words = ["a fox's den", 'the "red" fox: at dawn', "'quoted' owl", 'it', 'two words', 'C:\\a hill'];

/** A front matter with a title, and images with descriptions at the top, in a map and in a list. */
function frontMatter(random: () => number): string {
	const pick = <T>(from: readonly T[]) => from[Math.floor(random() * from.length)] as T;
	const scalar = (indent: string) => pick(scalars)(pick(words), indent);
	return [
		`title: ${scalar('')}`,
		'image: a.png',
		`image_alt: ${scalar('')}`,
		'hero:',
		`  alt: ${scalar('  ')}`,
		'  src: b.png',
		'gallery:',
		'  - src: c.png',
		`    alt: ${scalar('    ')}`,
		`  - { src: d.png, alt: '${pick(words).replaceAll("'", "''")}' }`,
		'draft: true',
	].join('\n');
}

interface Matter {
	readonly title: string;
	readonly image_alt: string;
	readonly hero: { readonly alt: string };
	readonly gallery: readonly { readonly alt: string }[];
}

suite('what front matter says of its images', () => {
	test('is what a parser of YAML reads, however it is written', () => {
		const line = (text: string) => text.replace(/\s+/g, ' ').trim();
		for (let seed = 1; seed <= 2000; seed += 1) {
			const matter = frontMatter(chance(seed));
			const text = `---\n${matter}\n---\n\nText.\n`;
			const read = load(matter) as Matter;
			const found = findImageReferences({ text, languageId: 'markdown', fileName: '/a.md' });
			assert.deepEqual(
				found.map(({ path, texts }) => [path, texts.alt, texts.heading]),
				[
					['a.png', read.image_alt],
					['b.png', read.hero.alt],
					['c.png', read.gallery[0]?.alt ?? ''],
					['d.png', read.gallery[1]?.alt ?? ''],
				].map(([path, alt = '']) => [path, line(alt), line(read.title)]),
				`${seed}\n${text}`,
			);
		}
	});
});
