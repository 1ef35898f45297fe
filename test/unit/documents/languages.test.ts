import assert from 'node:assert/strict';
import { codeSyntax } from '../../../src/core/documents/codeLanguages.ts';
import { linkLanguage, linkLanguages } from '../../../src/core/documents/languages.ts';

const cases: readonly (readonly [languageId: string, fileName: string, family: string | undefined])[] = [
	['markdown', 'a.txt', 'markdown'],
	['plaintext', 'a.mdx', 'markdown'],
	['plaintext', 'A.VUE', 'markup'],
	['plaintext', '/w/a.svelte', 'markup'],
	['plaintext', 'a.astro', 'markup'],
	['plaintext', 'a.adoc', 'asciidoc'],
	['plaintext', 'a.typ', 'typst'],
	['plaintext', 'a.txt', undefined],
	['plaintext', '', undefined],
	['python', 'a.html', undefined],
	['typescript', 'a.ts', undefined],
	['typescriptreact', 'a.tsx', 'script'],
	['javascript', 'a.js', 'script'],
	['php', 'a.blade.php', 'markup'],
	['css', 'a.css', 'styles'],
	['latex', 'a.tex', 'latex'],
	['restructuredtext', 'a.rst', 'restructuredtext'],
];

suite('linkLanguages', () => {
	for (const [languageId, fileName, family] of cases) {
		test(`${languageId} ${fileName} → ${String(family)}`, () => {
			assert.equal(linkLanguage(languageId, fileName)?.family, family);
		});
	}

	test('Blade goes before PHP', () => {
		assert.deepEqual(linkLanguage('php', 'a.blade.php')?.languageIds, ['blade']);
		assert.deepEqual(linkLanguage('php', 'a.php')?.languageIds, ['php']);
	});

	test('no id and no extension stands twice', () => {
		const ids = linkLanguages.flatMap(({ languageIds }) => languageIds);
		assert.equal(new Set(ids).size, ids.length);
		const ends = linkLanguages.flatMap(({ extensions }) => extensions);
		assert.equal(new Set(ends).size, ends.length);
	});

	test('every language of VS Code that writes code has its comments', () => {
		const ids =
			'bat clojure coffeescript c cpp csharp cuda-cpp dart dockerfile dockercompose fsharp go groovy hlsl ini java javascript javascriptreact jsonc julia less lua makefile objective-c objective-cpp perl php powershell properties python r raku ruby rust scss shaderlab shellscript sql swift typescript typescriptreact vb yaml';
		for (const id of ids.split(' ')) {
			const syntax = codeSyntax(id);
			assert.ok(syntax && (syntax.line.length > 0 || syntax.block.length > 0), id);
		}
	});
});
