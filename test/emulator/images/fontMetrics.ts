/** The widths of the characters of a TrueType font. */
export interface FontMetrics {
	/** The advance of a character in em, or `null` if the font has no glyph for it. */
	advance(codePoint: number): number | null;
}

/** Reads the tables `head`, `hhea`, `hmtx` and `cmap` (formats 4 and 12). */
export function fontMetrics(font: Buffer): FontMetrics {
	const tables = new Map<string, number>();
	for (let index = 0; index < font.readUInt16BE(4); index++) {
		const at = 12 + index * 16;
		tables.set(font.toString('latin1', at, at + 4), font.readUInt32BE(at + 8));
	}
	const table = (name: string) => {
		const at = tables.get(name);
		if (at === undefined) {
			throw new TypeError(`The font has no table ${name}.`);
		}
		return at;
	};
	const unitsPerEm = font.readUInt16BE(table('head') + 18);
	const metricCount = font.readUInt16BE(table('hhea') + 34);
	const hmtx = table('hmtx');
	const glyphs = glyphIndex(font, table('cmap'));
	return {
		advance: codePoint => {
			const glyph = glyphs(codePoint);
			return glyph === 0 ? null : font.readUInt16BE(hmtx + Math.min(glyph, metricCount - 1) * 4) / unitsPerEm;
		},
	};
}

/** A function from code points to glyphs; 0 is none. */
function glyphIndex(font: Buffer, cmap: number): (codePoint: number) => number {
	const count = font.readUInt16BE(cmap + 2);
	const offsets = Array.from(
		{ length: count },
		(_, index) => cmap + font.readUInt32BE(cmap + 4 + index * 8 + 4),
	);
	const full = offsets.find(at => font.readUInt16BE(at) === 12);
	if (full !== undefined) {
		return codePoint => {
			const groups = font.readUInt32BE(full + 12);
			for (let group = 0; group < groups; group++) {
				const at = full + 16 + group * 12;
				if (codePoint >= font.readUInt32BE(at) && codePoint <= font.readUInt32BE(at + 4)) {
					return font.readUInt32BE(at + 8) + codePoint - font.readUInt32BE(at);
				}
			}
			return 0;
		};
	}
	const basic = offsets.find(at => font.readUInt16BE(at) === 4);
	if (basic === undefined) {
		throw new TypeError('The font maps no characters.');
	}
	const segments = font.readUInt16BE(basic + 6) / 2;
	return codePoint => {
		for (let segment = 0; segment < segments; segment++) {
			const at = basic + 14 + segment * 2;
			const start = font.readUInt16BE(at + segments * 2 + 2);
			if (codePoint > font.readUInt16BE(at) || codePoint < start) {
				continue;
			}
			const delta = font.readUInt16BE(at + segments * 4 + 2);
			const rangeAt = at + segments * 6 + 2;
			const range = font.readUInt16BE(rangeAt);
			const glyph = range === 0 ? codePoint : font.readUInt16BE(rangeAt + range + (codePoint - start) * 2);
			return glyph === 0 ? 0 : (glyph + delta) & 0xffff;
		}
		return 0;
	};
}
