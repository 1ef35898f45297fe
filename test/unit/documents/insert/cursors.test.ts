import assert from 'node:assert/strict';
import { linked } from './selected.ts';

suite('a link at a cursor', () => {
	const img = '<img src="assets/a-fox.webp" alt="a fox">';
	const jsx = '<img src="./assets/a-fox.webp" alt="a fox" />';
	const cases: [document: string, after: string][] = [
		['<p>A⟦⟧</p>', '<p>A @</p>'],
		['<p>a <b>c⟦⟧</b></p>', '<p>a <b>c @</b></p>'],
		['<p>a ⟦⟧<b>c</b></p>', '<p>a @<b>c</b></p>'],
		['<div>\n\t⟦⟧<p>A</p>\n</div>', '<div>\n\t@<p>A</p>\n</div>'],
		['<div>\n\t<p>A</p>⟦⟧\n</div>', '<div>\n\t<p>A</p> @\n</div>'],
		['<div>⟦⟧\n\t<p>A</p>\n</div>', '<div>\n\t@\n\t<p>A</p>\n</div>'],
		['<ul>\n\t⟦⟧<li>A</li>\n</ul>', '<ul>\n\t<li>A</li>\n</ul>\n@'],
	];
	for (const [document, after] of cases) {
		test(document.replaceAll(/\s+/g, ' '), () => {
			assert.equal(linked('html', document), after.replace('@', img));
			if (!document.startsWith('<ul>')) {
				assert.equal(
					linked('javascriptreact', `const a = (\n${document}\n);`),
					`const a = (\n${after}\n);`.replace('@', jsx),
				);
			}
		});
	}

	test('before what a function returns, where no child can be', () => {
		assert.equal(linked('javascriptreact', 'const a = ⟦⟧<p>text</p>;'), `const a = <p> ${jsx} text</p>;`);
	});
});
