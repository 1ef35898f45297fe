import assert from 'node:assert/strict';
import { moveRange } from '../../../../src/core/documents/trackedRange.ts';
import { undoLink } from '../../../../src/core/documents/insert/undoLink.ts';
import { applied, planned, selected } from './selected.ts';

suite('undoLink', () => {
	const request = selected('markdown', 'A\n\n⟦a fox⟧\n\nB\n');
	const link = planned(request);
	const document = applied(request.text, link);
	const inserted = { text: link.text, replaced: request.text.slice(link.start, link.end) };
	const tracked = { start: link.start, end: link.start + link.text.length, changed: false };

	function undone(text: string, range?: typeof tracked): string | undefined {
		const edit = undoLink(text, inserted, range);
		return edit && text.slice(0, edit.start) + edit.text + text.slice(edit.end);
	}

	test('at its tracked place', () => {
		assert.equal(undone(document, tracked), request.text);
	});

	test('after edits before and after', () => {
		const moved = moveRange(tracked, [{ rangeOffset: 0, rangeLength: 1, text: 'xyz' }]);
		assert.equal(undone(document.replace('A', 'xyz'), moved), request.text.replace('A', 'xyz'));
	});

	test('not where it was changed', () => {
		const at = link.linkStart + 3;
		const moved = moveRange(tracked, [{ rangeOffset: at, rangeLength: 0, text: 'x' }]);
		assert.equal(undone(document.slice(0, at) + 'x' + document.slice(at), moved), undefined);
	});

	test('without a tracked place, where it stands once', () => {
		assert.equal(undone(document), request.text);
		assert.equal(undone(`new\n${document}`), `new\n${request.text}`);
		assert.equal(undone(document + document), undefined);
		assert.equal(undone(request.text), undefined);
	});

	test('after the line breaks changed', () => {
		const windows = document.replaceAll('\n', '\r\n');
		assert.equal(undone(windows), request.text.replaceAll('\n', '\r\n'));
	});

	test('what was replaced comes back', () => {
		const replacing = { ...request, mode: 'replace' as const };
		const edit = planned(replacing);
		const text = applied(request.text, edit);
		const back = undoLink(text, { text: edit.text, replaced: request.text.slice(edit.start, edit.end) });
		assert.ok(back);
		assert.equal(text.slice(0, back.start) + back.text + text.slice(back.end), request.text);
	});

	test('nothing was inserted', () => {
		assert.equal(undoLink('a', { text: '', replaced: '' }), undefined);
	});
});
