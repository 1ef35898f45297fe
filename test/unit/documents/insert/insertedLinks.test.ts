import assert from 'node:assert/strict';
import type { LinkEdit, LinkRequest } from '../../../../src/core/documents/insert/linkEdit.ts';
import { findImageReferences } from '../../../../src/core/documents/references/findImageReferences.ts';
import { planLink } from '../../../../src/core/documents/insert/planLink.ts';
import { randomFor, type Random } from '../../../simulation/randomness.ts';
import { asciiDoc } from './judges/asciiDoc.ts';
import { astro } from './judges/astro.ts';
import { html } from './judges/html.ts';
import { jsx } from './judges/jsx.ts';
import { path, type Judge } from './judges/judge.ts';
import { markdown, mdx } from './judges/markdown.ts';
import { styles } from './judges/styles.ts';
import { svelte } from './judges/svelte.ts';
import { vue } from './judges/vue.ts';
import { applied } from './selected.ts';

/** Documents for each language, where its judge names no number. */
const seeds = 500;

/** What an image may be: as the service makes it, brought to a size, or small by itself. */
const sizes = [
	{ width: 1536, height: 1024 },
	{ width: 1536, height: 1024, sizeAsked: true },
	{ width: 1200, height: 630, sizeAsked: true },
	{ width: 640, height: 480 },
];

/** The size that an element says; undefined where that would be taken for a wish that nobody has. */
function saidSize({ width = 0, height = 0, sizeAsked }: LinkRequest, link: string): readonly unknown[] {
	return link.includes('<img') && width > 0 && (sizeAsked === true || width === 640)
		? [width, height]
		: [undefined, undefined];
}

function documentOf(judge: Judge, random: Random): LinkRequest {
	const pick = <T>(items: readonly T[]) => items[Math.floor(random() * items.length)] as T;
	let text = '';
	for (let count = 1 + Math.floor(random() * 5); count > 0; count -= 1) {
		text += (text === '' ? '' : pick(judge.separators)) + pick(judge.pieces);
	}
	const [before, after] = judge.around ? pick(judge.around) : ['', ''];
	text = before + text + after;
	text += random() < 0.7 ? '\n' : '';
	if (!/\w/.test(text)) {
		text += `\n\n${judge.pieces[0] ?? ''}`;
	}
	const [start, end] = selectionIn(text, random);
	const { languageId, fileName = '' } = judge;
	const size = pick([{}, ...sizes]);
	return { text, languageId, fileName, start, end, mode: 'insert', path, alt: 'A fox', ...size };
}

/** Words, whole lines, or a caret: after a word, at the end of a line, anywhere. */
function selectionIn(text: string, random: Random): [start: number, end: number] {
	const words = [...text.matchAll(/[\p{L}\p{N}]+/gu)];
	const from = Math.floor(random() * words.length);
	const last = words[Math.min(words.length - 1, from + Math.floor(random() * 3))];
	const start = words[from]?.index ?? 0;
	const end = (last?.index ?? 0) + (last?.[0].length ?? 0);
	const kind = random();
	if (kind < 0.4) {
		const lineEnd = text.indexOf('\n', end);
		return [text.lastIndexOf('\n', start - 1) + 1, lineEnd < 0 ? text.length : lineEnd];
	}
	if (kind < 0.6) {
		const lines = [...text.matchAll(/^.*$/gm)];
		const line = lines[Math.floor(random() * lines.length)];
		const lineEnd = (line?.index ?? 0) + (line?.[0].length ?? 0);
		return [kind < 0.5 ? (line?.index ?? 0) : lineEnd, lineEnd];
	}
	if (kind < 0.7) {
		const at = Math.floor(random() * (text.length + 1));
		return [at, at];
	}
	return [start, end];
}

const referencesOf = (text: string, { languageId, fileName = '' }: Judge) =>
	findImageReferences({ text, languageId, fileName });

/** What is wrong with a link that was written; undefined where nothing is. */
async function faultOf(judge: Judge, request: LinkRequest, edit: LinkEdit): Promise<string | undefined> {
	const { text } = request;
	const after = applied(text, edit);
	const link = after.slice(edit.linkStart, edit.linkEnd);
	const shift = (at: number) => (at >= edit.end ? at + edit.text.length - (edit.end - edit.start) : at);
	const before = referencesOf(text, judge).map(({ path: found, start }) => ({ found, start: shift(start) }));
	const now = referencesOf(after, judge);
	const others = now
		.filter(({ start }) => start < edit.start || start >= edit.start + edit.text.length)
		.map(({ path: found, start }) => ({ found, start }));
	const mine = now.filter(({ start }) => start >= edit.linkStart && start < edit.linkEnd);
	try {
		assert.deepEqual(others, before, 'what was found before is found as before');
		if (judge.isImage(link)) {
			if (judge.isNotFound === undefined) {
				const [first, ...rest] = mine;
				assert.match(
					first?.path ?? '',
					new RegExp(`^(?:\\./)?${path}$`),
					'the link is found where it was written',
				);
				assert.deepEqual(rest, []);
				assert.deepEqual([first?.width, first?.height], saidSize(request, link), 'its size is read back');
			}
			assert.deepEqual(
				await judge.without(after, path),
				await judge.tree(text),
				'the rest of the document is as before',
			);
		} else {
			assert.ok(await judge.isCode(after, path), 'a bare path stands in code or a comment');
		}
		return undefined;
	} catch (error) {
		return error instanceof Error ? error.message : String(error);
	}
}

/** Whether a document is one without a link; pieces may not go together. */
async function isRead(judge: Judge, text: string): Promise<boolean> {
	try {
		await judge.tree(text);
		return true;
	} catch {
		return false;
	}
}

suite('a link that is written', () => {
	for (const judge of [
		markdown,
		mdx,
		styles('css'),
		styles('scss'),
		html,
		vue,
		svelte,
		astro,
		jsx('javascriptreact'),
		jsx('typescriptreact'),
		asciiDoc,
	]) {
		test(`is found again, and changes nothing else, as a parser reads it: ${judge.name}`, async function () {
			this.timeout(120_000);
			const count = judge.seeds ?? seeds;
			let images = 0;
			for (let seed = 1; seed <= count; seed += 1) {
				const request = documentOf(judge, randomFor(seed, judge.name));
				const edit = planLink(request);
				if (typeof edit !== 'string' && (await isRead(judge, request.text))) {
					const fault = await faultOf(judge, request, edit);
					const { text, start, end } = request;
					const marked = `${text.slice(0, start)}⟦${text.slice(start, end)}⟧${text.slice(end)}`;
					assert.equal(
						fault,
						undefined,
						`seed ${seed}\n${marked}\n--- after\n${applied(text, edit)}\n---\n${fault ?? ''}`,
					);
					images += judge.isImage(edit.text.trim()) ? 1 : 0;
				}
			}
			assert.ok(images > count * (judge.images ?? 0.25), `${images} images`);
		});
	}
});
