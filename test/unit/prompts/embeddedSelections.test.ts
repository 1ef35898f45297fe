import assert from 'node:assert/strict';
import { createLanguageAt } from '../../../src/core/documents/syntax/languageAt.ts';
import { promptFromSelection } from '../../../src/core/prompts/promptFromSelection.ts';

/** Documents in which code stands at `@`, and the language whose own files read it alike. */
const places: readonly (readonly [languageId: string, document: string, like: string])[] = [
	['vue', '<template>\n<p>A\n</template>\n<script setup lang="ts">\n@\n</script>\n', 'typescript'],
	['svelte', '<script>\n@\n</script>\n<p>{a}</p>\n', 'javascript'],
	['astro', '---\n@\n---\n<p>A</p>\n', 'typescript'],
	['html', '<p>A</p>\n<script type="module">\n@\n</script>\n', 'javascript'],
	['html', '<script type="application/ld+json">\n@\n</script>\n', 'json'],
	['php', '<p>A</p>\n<?php\n@\n?>\n', 'php'],
	['erb', '<p>A</p>\n<% @ %>\n', 'ruby'],
	['vue', '<template></template>\n<style lang="scss">\n@\n</style>\n', 'scss'],
	['html', '<style>\n@\n</style>\n', 'css'],
	['vue', '<template></template>\n<i18n lang="json">\n@\n</i18n>\n', 'json'],
];

const selections = [
	'"a \\"red\\" fox\\nin snow"',
	"'a fox\\'s den'",
	'a fox\\nin snow',
	'"caf\\u00e9"',
	'// TODO image: a fox in snow',
	'# TODO image: a fox in snow',
	'/* TODO image: a fox in snow */',
];

suite('text that is selected within markup', () => {
	for (const [languageId, document, like] of places) {
		test(`${languageId}: ${like} is read as in a file of its own`, () => {
			for (const selected of selections) {
				const [before = ''] = document.split('@');
				const text = document.replace('@', () => selected);
				const language = createLanguageAt(text, languageId, '')(before.length);
				assert.equal(
					promptFromSelection(selected, language),
					promptFromSelection(selected, like),
					`${selected} in ${languageId}`,
				);
			}
		});
	}

	test('the markup itself is the document’s', () => {
		const text = '<template><p>{{ a }} a fox</p></template>\n<script>\nlet b\n</script>';
		const at = createLanguageAt(text, 'vue', '');
		assert.deepEqual(
			['a fox', '<script', 'let b'].map(part => at(text.indexOf(part))),
			['vue', 'vue', 'typescript'],
		);
		assert.equal(createLanguageAt('a', 'markdown', '')(0), 'markdown');
	});
});
