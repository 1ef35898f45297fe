/** The names of U+00A0 to U+00FF in HTML, in their order. */
const latin =
	'nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml';

/** Those of U+0100 to U+017E, and of the Greek letters from U+0391 and U+03B1; `-` where there is none. */
const extended =
	'Amacr amacr Abreve abreve Aogon aogon Cacute cacute Ccirc ccirc Cdot cdot Ccaron ccaron Dcaron dcaron Dstrok dstrok Emacr emacr - - Edot edot Eogon eogon Ecaron ecaron Gcirc gcirc Gbreve gbreve Gdot gdot Gcedil - Hcirc hcirc Hstrok hstrok Itilde itilde Imacr imacr - - Iogon iogon Idot imath IJlig ijlig Jcirc jcirc Kcedil kcedil - Lacute lacute Lcedil lcedil Lcaron lcaron Lmidot lmidot Lstrok lstrok Nacute nacute Ncedil ncedil Ncaron ncaron napos ENG eng Omacr omacr - - Odblac odblac OElig oelig Racute racute Rcedil rcedil Rcaron rcaron Sacute sacute Scirc scirc Scedil scedil Scaron scaron Tcedil tcedil Tcaron tcaron Tstrok tstrok Utilde utilde Umacr umacr Ubreve ubreve Uring uring Udblac udblac Uogon uogon Wcirc wcirc Ycirc ycirc Yuml Zacute zacute Zdot zdot Zcaron zcaron';
const capitals =
	'Alpha Beta Gamma Delta Epsilon Zeta Eta Theta Iota Kappa Lambda Mu Nu Xi Omicron Pi Rho - Sigma Tau Upsilon Phi Chi Psi Omega';
const small =
	'alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho sigmaf sigma tau upsilon phi chi psi omega';
/** Further names, each with its code point. */
const others =
	'lsquo=2018 rsquo=2019 ldquo=201c rdquo=201d ndash=2013 mdash=2014 hellip=2026 bull=2022 trade=2122 euro=20ac hearts=2665 rarr=2192 larr=2190 amp=26 lt=3c gt=3e quot=22 apos=27 inodot=131 sbquo=201a bdquo=201e dagger=2020 Dagger=2021 permil=2030 lsaquo=2039 rsaquo=203a prime=2032 Prime=2033 uarr=2191 darr=2193 harr=2194 rArr=21d2 lArr=21d0 hArr=21d4 forall=2200 part=2202 exist=2203 empty=2205 nabla=2207 isin=2208 sum=2211 minus=2212 radic=221a infin=221e and=2227 or=2228 cap=2229 cup=222a int=222b there4=2234 sim=223c asymp=2248 ne=2260 equiv=2261 le=2264 ge=2265 loz=25ca spades=2660 clubs=2663 diams=2666 check=2713 star=2606 starf=2605 phone=260e female=2640 male=2642 ensp=2002 emsp=2003 thinsp=2009 ZeroWidthSpace=200b num=23 lpar=28 rpar=29 lsqb=5b rsqb=5d lbrack=5b rbrack=5d lcub=7b rcub=7d lbrace=7b rbrace=7d comma=2c period=2e colon=3a semi=3b excl=21 quest=3f sol=2f bsol=5c dollar=24 percnt=25 plus=2b equals=3d commat=40 ast=2a vert=7c lowbar=5f NewLine=a Tab=9 fnof=192 circ=2c6 tilde=2dc';

const named = new Map<string, string>([
	...inOrder(latin, 0xa0),
	...inOrder(extended, 0x100),
	...inOrder(capitals, 0x391),
	...inOrder(small, 0x3b1),
	...others.split(' ').map(each => {
		const [name = '', code = ''] = each.split('=');
		return character(name, Number.parseInt(code, 16));
	}),
]);

function inOrder(names: string, first: number): (readonly [string, string])[] {
	return names.split(' ').map((name, index) => character(name, first + index));
}

function character(name: string, code: number): readonly [string, string] {
	return [name, String.fromCodePoint(code)];
}

/** Text with the character references of HTML that prose uses: numeric ones, letters, typographic and common signs. */
export function decodeEntities(text: string): string {
	return text.replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|(\w{2,14}));/gi, (whole, decimal, hex, name) => {
		if (typeof name === 'string') {
			return named.get(name) ?? whole;
		}
		const code = typeof decimal === 'string' ? Number(decimal) : Number.parseInt(String(hex), 16);
		return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
	});
}
