import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseFragment } from 'parse5';
import { decodeEntities } from '../../../src/core/text/entities.ts';
import { repository } from '../../support/repository.ts';

/** What a browser shows for a character reference. */
function shown(reference: string): string {
	const [node] = parseFragment(reference).childNodes;
	return node !== undefined && 'value' in node ? node.value : '';
}

suite('character references', () => {
	test('mean what they mean to a browser: each word of the list, by any spelling of letter case', () => {
		const source = readFileSync(join(repository, 'src/core/text/entities.ts'), 'utf8');
		const words = new Set(source.match(/\b[A-Za-z]\w{1,13}\b/g));
		let decoded = 0;
		for (const word of [...words].flatMap(each => [each, each.toLowerCase(), each.toUpperCase()])) {
			const reference = `&${word};`;
			const found = decodeEntities(reference);
			decoded += found === reference ? 0 : 1;
			assert.ok([reference, shown(reference)].includes(found), reference);
		}
		assert.ok(decoded > 400, `${decoded} are known`);
	});

	test('of numbers, and what is none', () => {
		for (const reference of ['&#233;', '&#x1F98A;', '&#XE9;', '&nosuchname;', '& amp;', 'a && b', '&é;']) {
			assert.equal(decodeEntities(reference), shown(reference), reference);
		}
	});
});
