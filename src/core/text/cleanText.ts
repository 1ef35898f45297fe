/** C0 (but for tab and the line breaks) and C1 control characters, DEL and the byte order mark. */
// eslint-disable-next-line no-control-regex -- control characters are what it looks for
const controls = /[\u0000-\u0008\u000e-\u001f\u007f-\u0084\u0086-\u009f\ufeff]/g;

/** The characters of Unicode's Bidi_Control property: invisible, and able to show text in another order. */
const bidiControls = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** CRLF, CR, VT, FF, NEL, LINE SEPARATOR, PARAGRAPH SEPARATOR: all become one LF. */
// eslint-disable-next-line no-control-regex -- control characters are what it looks for
const lineBreaks = /\r\n|[\r\u000b\u000c\u0085\u2028\u2029]/g;

/** With the `u` flag a surrogate matches only where it is not half of a pair. */
const loneSurrogates = /[\ud800-\udfff]/gu;

/**
 * Foreign text made safe to show, send and write: control and bidi characters removed, lone surrogates
 * replaced by U+FFFD, tabs turned into spaces, line breaks into LF, in normalization form C.
 * Joiners stay, because emoji and several scripts need them.
 */
export function cleanText(text: string): string {
	return text
		.replace(lineBreaks, '\n')
		.replace(controls, '')
		.replace(bidiControls, '')
		.replace(loneSurrogates, '\ufffd')
		.replaceAll('\t', ' ')
		.normalize('NFC');
}

/** `cleanText` on one line: every run of white space becomes one space, none is left at the ends. */
export function cleanLine(text: string): string {
	return cleanText(text).replace(/\s+/g, ' ').trim();
}
