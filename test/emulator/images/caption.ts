import type { Composition } from './composeScene.ts';
import type { FontMetrics } from './fontMetrics.ts';
import { gradient, n, rect } from './svg.ts';

const maxLines = 3;

/**
 * The text in at most three lines that are no wider than `width` em, ending with an ellipsis if it was longer. Empty if
 * the font lacks more than a few of its characters; those few are left out.
 */
export function captionLines(text: string, font: FontMetrics, width: number): string[] {
	const given = Array.from(text.normalize('NFC').replace(/\s+/gu, ' ').trim());
	const known = given.filter(character => font.advance(character.codePointAt(0) ?? 0) !== null);
	if (known.length === 0 || known.length < given.length * 0.85) {
		return [];
	}
	const measure = (line: string) =>
		Array.from(line).reduce((sum, character) => sum + (font.advance(character.codePointAt(0) ?? 0) ?? 0), 0);
	const lines: string[] = [];
	let line = '';
	for (const word of known.join('').trim().split(/ +/)) {
		const longer = line === '' ? word : `${line} ${word}`;
		if (measure(longer) <= width) {
			line = longer;
			continue;
		}
		if (line !== '') {
			lines.push(line);
		}
		line = word;
	}
	lines.push(line);
	const shown = lines.slice(0, maxLines).map(each => shortened(each, width, measure, false));
	const last = shown.at(-1) ?? '';
	return lines.length > maxLines ? [...shown.slice(0, -1), shortened(last, width, measure, true)] : shown;
}

function shortened(line: string, width: number, measure: (line: string) => number, more: boolean): string {
	if (!more && measure(line) <= width) {
		return line;
	}
	const characters = Array.from(line);
	while (characters.length > 0 && measure(`${characters.join('')}…`) > width) {
		characters.pop();
	}
	return `${characters.join('').replace(/[\s.,;:…]+$/u, '')}…`;
}

/** A prompt in small print at the bottom of an image. */
export function caption(
	text: string,
	font: FontMetrics,
	{ palette, lightBottom }: Composition,
	width: number,
	height: number,
): string {
	const size = Math.min(width, height) * 0.026;
	const margin = Math.min(width, height) * 0.045;
	const lines = captionLines(text, font, (width - margin * 2) / size);
	if (lines.length === 0) {
		return '';
	}
	const lineHeight = size * 1.42;
	const shadeTop = height - margin * 1.1 - lineHeight * (lines.length + 2.4);
	const rows = lines.map((line, index) => {
		const y = height - margin - lineHeight * (lines.length - 1 - index);
		return `<text x="${n(margin)}" y="${n(y)}">${escaped(line)}</text>`;
	});
	const letters = (fill: string) =>
		`<g font-family="DejaVu Sans" font-size="${n(size)}" fill="${fill}">${rows.join('')}</g>`;
	if (lightBottom) {
		return letters(palette.ink);
	}
	const shade = gradient('shade', [`${palette.ink}/0`, `${palette.ink}/0.5`, `${palette.ink}/0.82`]);
	return `<defs>${shade}</defs>${rect(0, shadeTop, width, height - shadeTop, 'url(#shade)')}${letters('#ffffff')}`;
}

function escaped(text: string): string {
	return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}
