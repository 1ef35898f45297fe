import assert from 'node:assert/strict';
import { transform } from 'esbuild';
import ts from 'typescript';
import type { LinkRequest } from '../../../../src/core/documents/insert/linkEdit.ts';
import { planLink } from '../../../../src/core/documents/insert/planLink.ts';
import { applied, linked, planned, selected } from './selected.ts';

const script = `import { a } from './a';
/**
 * TODO image: a fox
 */
type F = <T>(a: T) => T; // trailing
const f = <T,>(a: T): number => (a as number) / 2 / 1;
const re = /[/"'\`<]{2}/g, s = 'it\\'s', t = \`x \${f(1) ? \`y\${s}\` : 'z'} <p>\`;
export function App({ list }: { list: string[] }) {
	// TODO image: a fox
	if (list.length < 3 && f(2) > 1) {
		return <></>;
	}
	return (
		<main className="a" {...list}>
			{/* TODO image: a fox */}
			<p title="a fox" onClick={() => {
				// in code
				f(1);
			}}>the fox's den // no comment</p>
			<img alt="a fox" />
			<img
				alt='a fox'
				src=""
			/>
			{list.map(item => (
				<li key={item}>{item} text {'string'}</li>
			))}
			<Card icon={<img alt={'x'} src={s} />} render={() => <b>bold</b>} />
			text
		</main>
	);
}
`;

const sheet = `/* TODO image: a fox */
@import url("x.css");
:root { --a: 1px; --b: { c: d }; }
.a, .b:hover > a::before {
	/* TODO image: a fox */
	color: red; /* trailing */
	content: ";}";
	background: url(data:image/png;base64,AA==) no-repeat,
		linear-gradient(red, blue);
	transition:
		color 1s,
		top 1s
}
@media (min-width: 1px) and (max-width: 2px) {
	/* outside */
	.c { margin: 0 }
	.d {
		padding: 1px;
		&:hover { color: blue; }
	}
}
@font-face { font-family: "x"; src: url(x.woff); }
@keyframes k { from { top: 0 } to { top: 1px } }
`;

/** Every selection between two places where a word or mark begins or ends, not longer than some lines. */
function* selections(text: string): Generator<readonly [start: number, end: number]> {
	const places = [...text.matchAll(/\b|(?=[^\w\s])|(?<=[^\w\s])|^|$/gm)].map(({ index }) => index);
	for (const [index, start] of places.entries()) {
		for (const step of [0, 1, 3, 8, 34]) {
			const end = places[index + step];
			if (end !== undefined) {
				yield [start, end];
			}
		}
	}
}

function syntaxErrors(text: string): number {
	const file = ts.createSourceFile('a.tsx', text, ts.ScriptTarget.Latest, false, ts.ScriptKind.TSX);
	return (file as unknown as { parseDiagnostics: unknown[] }).parseDiagnostics.length;
}

function plan(languageId: string, text: string, start: number, end: number, mode: 'insert' | 'replace') {
	const request: LinkRequest = {
		text,
		languageId,
		fileName: '',
		start,
		end,
		mode,
		path: '../assets/a fox (1).webp',
		alt: '"]{*/} --> </style><script>`${x}`',
	};
	const edit = planLink(request);
	return typeof edit === 'string' ? undefined : { edit, result: applied(text, edit) };
}

suite('planLink', () => {
	test('inserting anywhere in TSX leaves it without syntax errors', function () {
		this.timeout(60_000);
		assert.equal(syntaxErrors(script), 0);
		const broken: string[] = [];
		let count = 0;
		for (const [start, end] of selections(script)) {
			count++;
			const made = plan('typescriptreact', script, start, end, 'insert');
			if (!made || syntaxErrors(made.result) > 0) {
				broken.push(JSON.stringify([script.slice(start, end), made?.edit.text, start]));
			}
		}
		assert.deepEqual(broken.slice(0, 20), []);
		assert.ok(count > 1000);
	});

	test('inserting anywhere in a stylesheet leaves it without warnings', async function () {
		this.timeout(120_000);
		const options = { loader: 'css', logLevel: 'silent' } as const;
		const before = await transform(sheet, options);
		const broken: string[] = [];
		for (const [start, end] of selections(sheet)) {
			const made = plan('css', sheet, start, end, 'insert');
			const after = made && (await transform(made.result, options).catch(() => undefined));
			if (after?.warnings.length !== before.warnings.length) {
				broken.push(
					JSON.stringify([sheet.slice(start, end), made?.edit.text, start, after?.warnings[0]?.text]),
				);
			}
		}
		assert.deepEqual(broken.slice(0, 20), []);
	});

	test('no language writes a link outside the document', () => {
		const text = 'a\n"b" <c d="e"> {f} /* g */ // h\n# i\n';
		const ids =
			'plaintext markdown mdx html vue svelte astro php css typescriptreact typescript python json xml'.split(
				' ',
			);
		for (const id of [...ids, 'restructuredtext', 'asciidoc', 'latex', 'typst', 'yaml', 'sql', 'vb', 'bat']) {
			for (const mode of ['insert', 'replace'] as const) {
				for (const [start, end] of selections(text)) {
					const made = plan(id, text, start, end, mode);
					if (made) {
						const { edit, result } = made;
						assert.ok(edit.start >= 0 && edit.start <= edit.end && edit.end <= text.length);
						assert.match(result.slice(edit.linkStart, edit.linkEnd), /\.\.\/assets\/a/);
					}
				}
			}
		}
	});

	test('offsets outside the document and the wrong way round are taken in', () => {
		const request = selected('plaintext', 'see ⟦a fox⟧');
		const expected = planLink(request);
		assert.deepEqual(planLink({ ...request, start: 9, end: 4 }), expected);
		assert.deepEqual(planLink({ ...request, start: 4, end: 99 }), expected);
		assert.equal(planned({ ...request, start: -5, end: 0 }).start, 0);
	});

	test('a second link stands below the first, or after it', () => {
		for (const [before, after] of [
			['⟦a fox⟧', 'a fox\n\n![a fox](assets/a-fox.webp)\n\n![b](b.webp)'],
			['see ⟦a fox⟧ here', 'see a fox ![a fox](assets/a-fox.webp) ![b](b.webp) here'],
		] as const) {
			const request = selected('markdown', before);
			const edit = planned(request);
			const text = applied(request.text, edit);
			const next = planned({
				...request,
				text,
				start: edit.linkStart,
				end: edit.linkEnd,
				path: 'b.webp',
				alt: 'b',
			});
			assert.equal(applied(text, next), after);
		}
	});

	test('a template stands in for the language’s own', () => {
		const template = '<Image src="${path}" alt="${alt}" width={${width}} height={${height}} />';
		assert.equal(
			linked('typescriptreact', 'x(<p>⟦a⟧</p>)', { template, width: 3, height: 2, alt: '{"b"}' }),
			'x(<p>a <Image src="./assets/a-fox.webp" alt="&#123;&quot;b&quot;&#125;" width={3} height={2} /></p>)',
		);
	});

	const large = 100_000;
	const documents: readonly (readonly [languageId: string, line: string])[] = [
		['markdown', '- text with `code`, [link](x) and <b>tags</b>\n'],
		['markdown', 'a | b <!-- \n'],
		['markdown', '[[[[((((````\n'],
		['html', '<p class="a">text</p>\n'],
		['html', '<a b=" <c d=\' {{ <!- \n'],
		['svelte', '<a b={ {#if a} \n'],
		['vue', '<p>{{ a }} {{</p>\n'],
		['php', '<?php x("a"); ?> <p>\n'],
		['typescriptreact', 'const a = <p title="x">{b ? <i /> : "c"}</p>;\n'],
		['typescriptreact', 'x(`${`<p {{ \n'],
		['typescriptreact', '<a b={<c d={ \n'],
		['typescript', 'const a = /x/ / "b";\n'],
		['css', '.a { color: red; }\n'],
		['css', '.a { color: "red \n'],
		['css', '.a { b: url(c "d" \n'],
		['scss', '.a { b: #{$c}; // d\n'],
		['python', 'x = "a" # b\n'],
		['python', '""" \' " \\\n'],
		['c', '/* " \n'],
		['xml', '<a b="c"><!-- d --></a>\n'],
		['restructuredtext', '   a\n'],
		['restructuredtext', '.. a\n'],
		['asciidoc', '----\n'],
		['latex', '\\begin{verbatim} % \\{\n'],
		['typst', '#a[b](c) { "d" `\n'],
		['plaintext', 'a\n'],
	];
	for (const [languageId, line] of documents) {
		test(`${String(large)} lines take little time: ${languageId}: ${line.trim()}`, function () {
			// Linear takes a second or two; squared, minutes.
			this.timeout(120_000);
			const text = line.repeat(large);
			const middle = text.lastIndexOf('\n', text.length / 2) + 1;
			plan(languageId, text, middle, middle + line.length, 'insert');
			plan(languageId, text, middle, middle + 3, 'insert');
		});
	}
});
