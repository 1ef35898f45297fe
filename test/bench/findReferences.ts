import { findImageReferences } from '../../src/core/documents/references/findImageReferences.ts';
import { mayHaveImages } from '../../src/core/documents/references/imageMarks.ts';
import type { SourceDocument } from '../../src/core/documents/references/imageReference.ts';
import { findTodoImages } from '../../src/core/prompts/todoImages.ts';
import { seededRandom } from '../emulator/random.ts';
import { asExpected, placeOf, readCorpus, type CorpusDocument } from '../unit/documents/references/corpus.ts';
import type { Row, Table } from './figure.ts';
import { parserFinders } from './parserFinders.ts';
import { median, milliseconds } from './statistics.ts';

const lines = 5000;
const runs = 15;
/** Characters of the text that the pattern alone is timed on. */
const large = 60_000_000;

interface Score {
	readonly expected: number;
	readonly found: number;
	readonly right: number;
	/** Misses and false finds, by document and line. */
	readonly wrong: readonly string[];
}

type Finder = (document: CorpusDocument) => readonly string[];

const ours: Finder = document => asExpected(findImageReferences(document), document).map(placeOf);

/** What a search for names and quotes finds, without knowing the languages. */
const pattern: Finder = ({ text }) =>
	[...text.matchAll(/(?<=["'(=\s,])[^\s"'()=<>,]+\.(?:png|jpe?g|webp)(?:[?#][^\s"')]*)?(?=["')\s>,])/gi)]
		.filter(([raw]) => !/^(?:[a-z]+:|\/\/)/i.test(raw))
		.map(({ 0: raw, index }) => `${text.slice(0, index).split('\n').length}: ${raw}`);

/** Precision and recall of finding image references in the corpus, and the time it takes in large documents. */
export function references(): Promise<readonly Table[]> {
	const corpus = readCorpus();
	return Promise.resolve([quality(corpus), times(corpus), parsers(corpus), hostile(), patternAlone(corpus)]);
}

function quality(corpus: readonly CorpusDocument[]): Table {
	const own = scoreOf(corpus, ours);
	const families = Object.entries(Object.groupBy(corpus, ({ name }) => name.slice(0, name.indexOf('/'))));
	return {
		title: `References in ${corpus.length} documents, ${own.expected} expected`,
		columns: ['precision', 'recall', 'found', 'target'],
		rows: [
			['all', ...cells(own), '≥ 0.990'],
			...families.map(([family, documents = []]): Row => [family, ...cells(scoreOf(documents, ours)), '']),
			['one pattern, without the languages', ...cells(scoreOf(corpus, pattern, true)), ''],
		],
		notes: own.wrong.length === 0 ? ['No miss and no false find.'] : own.wrong,
	};
}

function scoreOf(corpus: readonly CorpusDocument[], finder: Finder, anyKind = false): Score {
	const wrong: string[] = [];
	let expected = 0;
	let found = 0;
	let right = 0;
	for (const document of corpus) {
		const wanted = document.expected.map(each => (anyKind ? `${each.line}: ${each.raw}` : placeOf(each)));
		const places = finder(document);
		const hits = places.filter(place => wanted.includes(place));
		wrong.push(
			...places.filter(place => !wanted.includes(place)).map(place => `false: ${document.name}:${place}`),
		);
		wrong.push(
			...wanted.filter(place => !places.includes(place)).map(place => `missed: ${document.name}:${place}`),
		);
		expected += wanted.length;
		found += places.length;
		right += hits.length;
	}
	return { expected, found, right, wrong };
}

function cells({ expected, found, right }: Score): [string, string, string] {
	const share = (of: number) => (of === 0 ? '–' : (right / of).toFixed(3));
	return [share(found), share(expected), `${found}`];
}

function times(corpus: readonly CorpusDocument[]): Table {
	const rows = Object.values(Object.groupBy(corpus, ({ languageId }) => languageId))
		.filter(documents => documents?.some(({ expected }) => expected.length > 0) === true)
		.map((documents = []): Row => {
			const document = grown(documents);
			const time = timeOf(() => findImageReferences(document));
			const usual = { ...document, text: thinned(document.text) };
			const rate = document.text.length / 1e6 / (time / 1000);
			const size = `${(document.text.length / 1000).toFixed(0)} KB`;
			const count = `${findImageReferences(document).length}`;
			const thin = `${findImageReferences(usual).length}`;
			const dense = [size, count, milliseconds(time), `${rate.toFixed(0)} MB/s`] as const;
			return [
				document.languageId,
				...dense,
				thin,
				milliseconds(timeOf(() => findImageReferences(usual))),
				'≤ 5 ms',
			];
		});
	return {
		title: `A document of ${lines} lines, whole`,
		columns: ['size', 'references', 'median', 'rate', 'references', 'median', 'target'],
		rows,
		notes: [
			`The corpus of each language over and over, ${runs} runs after as many that do not count; then with one of`,
			'twenty image names left, which is still more than most documents have.',
		],
	};
}

/** Ours compared with published parsers: what is found in the corpus, and the time that a large document takes. */
function parsers(corpus: readonly CorpusDocument[]): Table {
	const rows = parserFinders.flatMap(({ parser, languageIds, find }): readonly Row[] => {
		const documents = corpus.filter(({ languageId }) => languageIds.includes(languageId));
		const large = grown(documents);
		const places: Finder = ({ text }) =>
			find(text).map(({ start, raw }) => `${text.slice(0, start).split('\n').length}: ${raw}`);
		return [
			[
				languageIds.join(', '),
				...cells(scoreOf(documents, ours)),
				milliseconds(timeOf(() => findImageReferences(large))),
			],
			[
				`  ${parser}`,
				...cells(scoreOf(documents, places, true)),
				milliseconds(timeOf(() => find(large.text))),
			],
		];
	});
	return {
		title: `Beside parsers that others keep, and a document of ${lines} lines`,
		columns: ['precision', 'recall', 'found', 'median'],
		rows,
		notes: [
			'Ours also knows front matter, templates and comments in SCSS, and finds descriptions and sizes in the same',
			'pass. Markdown leaves its HTML to htmlparser2, which leaves its styles to the value parser.',
		],
	};
}

/** The documents of one language, repeated up to the number of lines, without those that leave something open. */
function grown(documents: readonly CorpusDocument[]): SourceDocument {
	const whole = documents.filter(
		({ name }) => !/unclosed|endless|fences|config|long-line|minified/.test(name),
	);
	const pieces: string[] = [];
	let count = 0;
	for (let index = 0; count < lines; index++) {
		const piece = whole[index % whole.length]?.text ?? '';
		pieces.push(piece);
		count += piece.split('\n').length;
	}
	const { languageId = '', fileName = '' } = whole[0] ?? {};
	return { text: pieces.join('\n').split('\n').slice(0, lines).join('\n'), languageId, fileName };
}

/** The text with one in twenty image names kept, and all others turned into SVG names. */
function thinned(text: string): string {
	const random = seededRandom('thinned');
	return text.replace(/\.(?:png|jpe?g|webp)/gi, mark => (random() < 0.05 ? mark : '.svg'));
}

function timeOf(find: () => unknown): number {
	const times: number[] = [];
	for (let run = 0; run < 2 * runs; run++) {
		const started = performance.now();
		find();
		times.push(performance.now() - started);
	}
	return median(times.slice(runs));
}

/** What is repeated, and what surrounds all of it. */
type Hostile = readonly [languageId: string, piece: string, before?: string, after?: string];

/** Texts that a careless parser scans again and again. */
const pathological: readonly Hostile[] = [
	['markdown', '!['],
	['markdown', '![a](x.png'],
	['markdown', '![]('],
	['markdown', '](a('],
	['markdown', '`'],
	['markdown', '` `` ``` '],
	['markdown', '> '],
	['markdown', '- '],
	['markdown', '[a]: x.png\n'],
	['markdown', '![a]\n[b]: '],
	['markdown', '<a '],
	['markdown', '<!-- '],
	['markdown', '# ![](x.png)\n'],
	['markdown', '<div>\n\n'],
	['markdown', 'a|b\n'],
	['mdx', '{'],
	['mdx', '<a b={'],
	['html', '<img src="x.png" '],
	['html', '<figure><h1>'],
	['html', '<img src=x.png><h1></h1>'],
	['html', '<picture><img srcset="x.png,'],
	['html', '{% comment %}'],
	['html', '(', '<img srcset="x.png ', '">'],
	['html', 'x.png (, ', '<img srcset="', '">'],
	['html', 'x.png 2x, ', '<picture><source srcset="', '"><img width=30 height=20></picture>'],
	['html', 'src=x.png ', '<img ', '>'],
	['html', 'style="background:url(x.png)" ', '<img ', '>'],
	['html', 'content=x.png ', '<meta name=image ', '>'],
	['vue', '.png', '<script>', '</script>'],
	['typescript', '.png'],
	['typescript', "('.png"],
	['vue', "<a :src=\"'x.png' ? ("],
	['svelte', '{<a b={'],
	['astro', '<a b={<a '],
	['typescriptreact', '<a src={'],
	['typescriptreact', '<a>{`${'],
	['typescriptreact', "import a from './x.png';"],
	['typescriptreact', '<img src={a} />'],
	['css', 'url('],
	['css', 'image-set(url(x.png '],
	['css', 'url(a\\'],
	['scss', '/*'],
];

/** The same for comments that ask for images. */
const pathologicalTodos: readonly Hostile[] = [
	['markdown', 'TODO image: '],
	['markdown', 'TODO image: a\n'],
	['markdown', '```\nTODO image: a\n```\n'],
	['markdown', ' ', 'TODO'],
	['html', '<!-- TODO image: a -->'],
	['typescript', 'TODO image: ', '/* '],
	['typescript', '// TODO image: a\n'],
	['typescript', ' ', '// TODO image: a', 'b'],
];

function hostile(): Table {
	return {
		title: 'Texts that are hard to parse',
		columns: ['20 KB', '200 KB', 'ratio'],
		rows: [
			...pathological.map(text => hostileRow(text, 'x.png ![a](x.png) ', findImageReferences)),
			...pathologicalTodos.map(text => hostileRow(text, '', findTodoImages)),
		],
		notes: ['A ratio around 10 is linear time; 100 would be quadratic.'],
	};
}

function hostileRow(
	[languageId, piece, before = '', after = '']: Hostile,
	first: string,
	find: (document: SourceDocument) => unknown,
): Row {
	const time = (count: number) => {
		const text = `${first}${before}${piece.repeat(Math.ceil(count / piece.length))}${after} x.png`;
		return timeOf(() => find({ text, languageId, fileName: '' }));
	};
	const [small, big] = [time(20_000), time(200_000)];
	return [
		`${languageId} ${JSON.stringify(before + piece)}`,
		milliseconds(small),
		milliseconds(big),
		(big / small).toFixed(1),
	];
}

function patternAlone(corpus: readonly CorpusDocument[]): Table {
	const all = corpus.map(({ text }) => text).join('\n');
	const plain = all.replace(/\.(?=(?:png|jpe?g|webp))|%2e/gi, '_');
	const time = (text: string) => {
		const documents = Array.from({ length: 10_000 }, (_, index) =>
			text.slice((index * 997) % (text.length - 6000)).slice(0, 6000),
		);
		const characters = documents.reduce((sum, { length }) => sum + length, 0);
		const started = performance.now();
		documents.forEach(mayHaveImages);
		return ((performance.now() - started) / characters) * large;
	};
	const row = (name: string, text: string): Row => {
		const taken = median([time(text), time(text), time(text)]);
		return [name, milliseconds(taken), `${(large / 1e6 / (taken / 1000)).toFixed(0)} MB/s`];
	};
	return {
		title: `The pattern alone, over ${large / 1e6} MB in documents of 6 KB`,
		columns: ['time', 'rate'],
		rows: [row('texts without images', plain), row('the corpus', all)],
		notes: ['It stops at the first mark that it finds. Scanning the workspace may take 5 s in all.'],
	};
}
