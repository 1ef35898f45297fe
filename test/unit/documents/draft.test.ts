import assert from 'node:assert/strict';
import { createDraft, type Replacement } from '../../../src/core/documents/draft.ts';
import { randomFor } from '../../simulation/randomness.ts';

/** The text after edits of it, whose offsets are all those of the text itself. */
function after(text: string, edits: readonly Replacement[]): string {
	return edits
		.toReversed()
		.reduce((now, { start, end, text: by }) => now.slice(0, start) + by + now.slice(end), text);
}

suite('a draft of several edits', () => {
	test('two insertions at one place: the later one stands before', () => {
		const draft = createDraft('ab');
		draft.replace({ start: 1, end: 1, text: 'second' });
		draft.replace({ start: 1, end: 1, text: 'first ' });
		assert.equal(draft.text, 'afirst secondb');
		assert.deepEqual(draft.edits(), [{ start: 1, end: 1, text: 'first second' }]);
	});

	test('what was written is followed', () => {
		const draft = createDraft('one two');
		draft.replace({ start: 7, end: 7, text: ' three' });
		const written = draft.follow(8, 13);
		draft.replace({ start: 0, end: 3, text: 'eleven' });
		const { start = 0, end = 0 } = written() ?? {};
		assert.equal(draft.text.slice(start, end), 'three');
		draft.replace({ start, end, text: '' });
		assert.equal(written(), undefined);
	});

	test('comes to the same as one edit after the other, and leaves the rest alone', () => {
		for (let seed = 1; seed <= 5000; seed += 1) {
			const random = randomFor(seed, 'draft');
			const number = (below: number) => Math.floor(random() * below);
			const text = 'abcdefghijklmnop'.slice(0, 1 + number(16));
			const draft = createDraft(text);
			let expected = text;
			for (let count = 1 + number(6); count > 0; count -= 1) {
				const start = number(expected.length + 1);
				const end = Math.min(expected.length, start + number(4));
				const edit = { start, end, text: 'ABCDE'.slice(0, number(6)) };
				expected = after(expected, [edit]);
				draft.replace(edit);
				assert.equal(draft.text, expected);
				const edits = draft.edits();
				assert.equal(after(text, edits), expected, `seed ${seed}`);
				for (const [index, each] of edits.entries()) {
					assert.ok(each.start <= each.end && each.end <= text.length);
					assert.ok(index === 0 || (edits[index - 1]?.end ?? 0) < each.start, `seed ${seed}: they touch`);
				}
			}
		}
	});
});
