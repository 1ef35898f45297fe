import assert from 'node:assert/strict';
import { findImageReferences } from '../../../../src/core/documents/references/findImageReferences.ts';
import { mayHaveImages } from '../../../../src/core/documents/references/imageMarks.ts';
import { asExpected, inOrder, readCorpus } from './corpus.ts';

const corpus = readCorpus();

suite('the image references of the corpus', () => {
	test('has at least 60 documents', () => {
		assert.ok(corpus.length >= 60, `${corpus.length}`);
	});

	for (const document of corpus) {
		test(document.name, () => {
			const found = findImageReferences(document);
			assert.deepEqual(asExpected(found, document), inOrder(document.expected));
			for (const { start, end, raw } of found) {
				assert.equal(document.text.slice(start, end), raw);
			}
			assert.ok(found.length === 0 || mayHaveImages(document.text));
		});
	}

	test('is the same with CRLF', () => {
		for (const document of corpus) {
			const text = document.text.replaceAll('\n', '\r\n');
			const found = findImageReferences({ ...document, text });
			assert.deepEqual(asExpected(found, { ...document, text }), inOrder(document.expected), document.name);
		}
	});

	test('is the same where VS Code knows no language id', () => {
		for (const document of corpus.filter(({ fileName }) => /\.(?:mdx|vue|svelte|astro)$/.test(fileName))) {
			const found = findImageReferences({ ...document, languageId: 'plaintext' });
			assert.deepEqual(asExpected(found, document), inOrder(document.expected), document.name);
		}
	});

	test('names lines that hold what is expected there', () => {
		for (const { name, text, expected } of corpus) {
			const lines = text.split('\n');
			for (const { line, raw } of expected) {
				assert.ok(lines[line - 1]?.includes(raw) === true, `${name}:${line} ${raw}`);
			}
		}
	});
});
