import { anything, mutated, pick, seeded, type Random, type Words } from '../support/mutations.ts';
import type { FuzzCase, Parts } from './fuzzCase.ts';
import type { Target } from './target.ts';

const tokens: readonly string[] = [
	...[
		'{',
		'}',
		'[',
		']',
		'(',
		')',
		'<',
		'>',
		'"',
		"'",
		'`',
		'\\',
		'/',
		'|',
		'&',
		';',
		':',
		',',
		'.',
		'=',
		'!',
		'?',
	],
	...[
		'#',
		'*',
		'_',
		'-',
		'+',
		'~',
		'^',
		'$',
		'%',
		'@',
		' ',
		'\t',
		'\n',
		'\r\n',
		'\r',
		'\0',
		'\ufeff',
		'\u00a0',
		'\u3000',
		'\v',
		'\u2028',
		'\u0085',
	],
	...[
		'a',
		'A',
		'0',
		'9',
		'é',
		'e\u0301',
		'가',
		'🦊',
		'👩‍🚀',
		'\ud800',
		'\udc00',
		'\u202e',
		'\u200d',
		'\u0345',
		'ß',
		'İ',
		'ﬃ',
	],
	...[
		'\\"',
		'\\\\',
		'\\u',
		'""',
		"''",
		'{}',
		'[]',
		'":',
		'":{',
		'{"a":',
		'[{',
		'}]',
		'//',
		'/*',
		'*/',
		'<!--',
		'-->',
	],
	...[
		'```',
		'~~~',
		'---',
		'${',
		'#{',
		'{{',
		'}}',
		'{%',
		'%}',
		'<%',
		'%>',
		'<a',
		'</a>',
		'<a>',
		'</',
		'/>',
		'&amp;',
		'&#',
	],
	...[
		'**',
		'..',
		'../',
		'./',
		'x.png',
		'.png',
		'1e999',
		'-0',
		'9007199254740993',
		'__proto__',
		'constructor',
		'toString',
	],
	...['null', 'true', 'http://', 'https://a/', 'data:', 'a b', ' \n', '\n\n', '> ', '- ', '1. ', '\t\t'],
];

const words: Words = {
	names: [
		'__proto__',
		'constructor',
		'toString',
		'id',
		'type',
		'prompt',
		'path',
		'x',
		'',
		'0',
		'images',
		'url',
	],
	leaves: [
		...[
			null,
			true,
			false,
			0,
			-1,
			1.5,
			1e308,
			-0,
			2 ** 53,
			'',
			' ',
			'x',
			'__proto__',
			'constructor',
			'../x',
			'\u0000',
		],
		...[
			'\ud800',
			'https://a/b.png',
			'http://127.0.0.1/',
			'javascript:alert(1)',
			[],
			{},
			[[]],
			[1],
			{ x: { y: {} } },
		],
	],
};

const usualLength = 100_000;

/** Whose turn it is. Documents have many targets, and every second turn. */
export function turnOf(targets: readonly Target[], turn: number): Target | undefined {
	const isDocument = ({ name }: Target): boolean => /^(?:find|todo|plan)-/.test(name);
	const documents = targets.filter(isDocument);
	const others = targets.filter(each => !isDocument(each));
	const [even, odd] =
		documents.length === 0 || others.length === 0 ? [targets, targets] : [others, documents];
	return turn % 2 === 0 ? even[(turn / 2) % even.length] : odd[((turn - 1) / 2) % odd.length];
}

/** The same case for the same seed. */
export function makeCase(target: Target, seed: number): FuzzCase {
	const random = seeded(seed);
	return { target: target.name, parts: makeParts(target, random) };
}

function makeParts(target: Target, random: Random): Parts {
	const all = [...tokens, ...(target.tokens ?? []), ...(target.tokens ?? [])];
	const kind = random();
	const seed =
		target.json === true && random() < 0.5 ? changedJson(target, random) : pick(random, target.seeds);
	if (kind < 0.4) {
		return [[edited(seed, target, all, random), 1]];
	}
	if (kind < 0.45) {
		const length = Math.floor(random() * 200);
		return [
			[
				Array.from({ length }, () =>
					String.fromCharCode(Math.floor(random() * (random() < 0.8 ? 256 : 65_536))),
				).join(''),
				1,
			],
		];
	}
	const room = (target.longest ?? usualLength) * pick(random, [0.02, 0.1, 0.2, 0.2, 1]);
	if (kind < 0.6) {
		const pieces = Array.from({ length: 1 + Math.floor(random() * 3) }, () => pieceOf(seed, all, random));
		return pieces.map(piece => pumped(piece, room / pieces.length));
	}
	const whole = random() < 0.5 ? edited(seed, target, all, random) : seed;
	const at = Math.floor(random() * (whole.length + 1));
	const middle = [pumped(pieceOf(whole, all, random), room)];
	if (random() < 0.3) {
		const [piece, times] = pumped(pieceOf(whole, all, random), room);
		middle.push([piece, Math.min(times, middle[0]?.[1] ?? times)]);
	}
	const cut = random();
	const parts: Parts = [
		[cut < 0.15 ? '' : whole.slice(0, at), 1],
		...middle,
		[cut > 0.6 ? '' : whole.slice(at), 1],
	];
	return parts.filter(([piece]) => piece !== '');
}

const pumped = (piece: string, room: number): readonly [string, number] => [
	piece,
	Math.max(1, Math.floor(room / Math.max(1, piece.length))),
];

function pieceOf(whole: string, all: readonly string[], random: Random): string {
	const kind = random();
	if (kind < 0.35) {
		return pick(random, all);
	}
	if (kind < 0.7) {
		return pick(random, all) + pick(random, all);
	}
	const at = Math.floor(random() * whole.length);
	const taken = whole.slice(at, at + 1 + Math.floor(random() ** 2 * 60));
	return (random() < 0.5 ? taken : taken + pick(random, all)) || 'a';
}

function edited(seed: string, target: Target, all: readonly string[], random: Random): string {
	let text = seed;
	for (let edit = Math.floor(random() * 7); edit >= 0; edit -= 1) {
		const at = Math.floor(random() * (text.length + 1));
		const to = Math.min(text.length, at + Math.floor(random() ** 3 * 100));
		switch (Math.floor(random() * 7)) {
			case 0:
				text = text.slice(0, at) + text.slice(to);
				break;
			case 1:
				text = text.slice(0, to) + text.slice(at);
				break;
			case 2:
				text = text.slice(0, at) + pick(random, target.seeds).slice(Math.floor(random() * 200));
				break;
			case 3:
				text = text.slice(0, at);
				break;
			case 4:
				text =
					text.slice(0, at) +
					String.fromCharCode(text.charCodeAt(at) ^ (1 << Math.floor(random() * 8))) +
					text.slice(at + 1);
				break;
			default:
				text = text.slice(0, at) + pick(random, all) + text.slice(random() < 0.5 ? at : to);
		}
	}
	return text.slice(0, target.longest ?? usualLength);
}

function changedJson(target: Target, random: Random): string {
	const value: unknown = JSON.parse(pick(random, target.seeds));
	const isPlain = typeof value !== 'object' || value === null;
	return JSON.stringify(
		isPlain || random() < 0.1 ? anything(random, words, 3) : mutated(random, words, value),
	);
}
