import assert from 'node:assert/strict';
import type { LinkEdit, LinkRequest } from '../../../../src/core/documents/insert/linkEdit.ts';
import { planLink } from '../../../../src/core/documents/insert/planLink.ts';

/** What a case may say beside document and result. */
export type Extra = Partial<
	Pick<LinkRequest, 'fileName' | 'mode' | 'path' | 'alt' | 'template' | 'width' | 'height' | 'sizeAsked'>
>;

/** A document with its selection between `⟦` and `⟧`, as a request. */
export function selected(languageId: string, marked: string, extra: Extra = {}): LinkRequest {
	const start = marked.indexOf('⟦');
	const end = marked.indexOf('⟧') - 1;
	assert.ok(start >= 0 && end >= start, 'a case needs a selection');
	return {
		text: marked.replace('⟦', '').replace('⟧', ''),
		languageId,
		fileName: '',
		start,
		end,
		mode: 'insert',
		path: 'assets/a-fox.webp',
		alt: 'a fox',
		...extra,
	};
}

/** The document after an edit. */
export function applied(text: string, edit: LinkEdit): string {
	return text.slice(0, edit.start) + edit.text + text.slice(edit.end);
}

/** The document after the link was planned and written; undefined where there is no place for it. */
export function linked(languageId: string, marked: string, extra?: Extra): string | undefined {
	const request = selected(languageId, marked, extra);
	const edit = planLink(request);
	if (typeof edit === 'string') {
		return undefined;
	}
	assert.ok(edit.start <= edit.linkStart && edit.linkStart < edit.linkEnd, 'the link lies in the edit');
	assert.ok(edit.linkEnd <= edit.start + edit.text.length, 'the link lies in the edit');
	const link = applied(request.text, edit).slice(edit.linkStart, edit.linkEnd);
	assert.equal(link, link.trim());
	return applied(request.text, edit);
}

/** The edit of a link that has a place. */
export function planned(request: LinkRequest): LinkEdit {
	const plan = planLink(request);
	assert.ok(typeof plan !== 'string', `no place: ${JSON.stringify(plan)}`);
	return plan;
}
