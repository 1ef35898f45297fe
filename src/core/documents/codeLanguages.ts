/** How a string begins and ends, and how its end mark is escaped. */
export interface StringSyntax {
	readonly open: string;
	readonly close: string;
	/** A backslash before, the mark doubled (or a backtick before, in PowerShell), or nothing. */
	readonly escape: 'backslash' | 'double' | 'backtick' | 'none';
	readonly multiline: boolean;
	/** Opens an expression within; the quotes in there are others. */
	readonly hole?: '${' | '#{' | '$(' | '\\(' | '{';
	/** What comes before its mark where that means something else. */
	readonly fresh?: RegExp;
	/** Its text begins in the next line. */
	readonly breaks?: true;
}

/** Comments and strings of a language that has no image syntax. */
export interface CodeSyntax {
	/** What opens a comment up to the end of the line; the first is written in new comments. */
	readonly line: readonly string[];
	readonly block: readonly (readonly [open: string, close: string])[];
	readonly strings: readonly StringSyntax[];
	/** Line comments count only at the start of a line or after white space (`$#`, `a#b`). */
	readonly spaced?: true;
	/** A comment has a line of its own: within a line its mark is text. */
	readonly ownLine?: true;
	/** `url(…)` holds an address without quotes, in which nothing opens a comment. */
	readonly addresses?: true;
	/** A quote counts as a string only around one character (lifetimes, primes, apostrophes). */
	readonly characters?: true;
	/** What a line ends with that the next one continues; a backslash where it isn't said. */
	readonly continues?: RegExp;
	/** What opens names rather than text. */
	readonly names?: string;
	/** `<<END` begins text that a line with the same word ends, `define` one that `endef` ends; by whose rules. */
	readonly heredocs?: 'php' | 'ruby' | 'shell' | 'make' | 'other';
	/** Text goes on over several lines by its indentation: scalars of YAML, filters of Haml and Slim. */
	readonly indented?: 'scalars' | 'filters';
	/** Ends the code; what follows is data. */
	readonly data?: RegExp;
	/** How regular expressions and texts between other marks are written: `/a/`, `%w[a b]`, `qw(a b)`, `~s(a)`. */
	readonly patterns?: 'perl' | 'ruby' | 'elixir' | 'slashes';
}

function string(mark: string, escape: StringSyntax['escape'] = 'backslash', multiline = false): StringSyntax {
	return { open: mark, close: mark, escape, multiline };
}

const double = string('"');
const single = string("'");
const quotes = [double, single];
const triple = string('"""', 'backslash', true);
const raw = (open: string, close: string): StringSyntax => ({ open, close, escape: 'none', multiline: true });
const longDouble = string('"', 'backslash', true);
const doubled = [string('"', 'double', true), string("'", 'double', true)];
const holed = (hole: NonNullable<StringSyntax['hole']>, ...strings: StringSyntax[]) =>
	strings.map(each => ({ ...each, hole }));
const fresh = (
	open: string,
	close: string,
	escape: StringSyntax['escape'],
	multiline = false,
): StringSyntax => ({
	open,
	close,
	escape,
	multiline,
	fresh: /[\w)\]}'"]/,
});
const dataMark = /^__(?:END|DATA)__\b/gm;
const slashes = { line: ['//'], block: [['/*', '*/']] } as const;

/** One line for each comment syntax, longest marks first. The language ids are those of VS Code and of the usual extensions. */
// prettier-ignore
const table: readonly (readonly [languageIds: string, syntax: CodeSyntax])[] = [
	['cpp cuda-cpp objective-cpp', { ...slashes, strings: [raw('R"(', ')"'), triple, double], characters: true }],
	['c objective-c java', { ...slashes, strings: [triple, double], characters: true }],
	['groovy', { ...slashes, strings: [...holed('${', triple), string("'''", 'backslash', true), ...holed('${', double), single], patterns: 'slashes' }],
	['glsl hlsl shaderlab wgsl proto proto3 solidity actionscript apex jsonc json5', { ...slashes, strings: [triple, ...quotes] }],
	['go', { ...slashes, strings: [double, string('`', 'backslash', true)], characters: true }],
	['typescript javascript javascriptreact typescriptreact v', { ...slashes, strings: [...quotes, string('`', 'backslash', true)] }],
	['csharp', { ...slashes, strings: [...holed('{', raw('$"""', '"""')), triple, ...['@"', '@$"', '$@"'].map(open => ({ open, close: '"', escape: 'double' as const, multiline: true })), ...holed('{', { ...double, open: '$"' }), double], characters: true }],
	['rust', { ...slashes, strings: [raw('r##"', '"##'), raw('r#"', '"#'), fresh('r"', '"', 'none', true), longDouble], characters: true }],
	['zig', { line: ['//', '\\\\'], block: [], strings: [double], characters: true }],
	['kotlin scala', { ...slashes, strings: [...holed('${', triple, double), string('`', 'none')], characters: true, names: '`' }],
	['swift', { ...slashes, strings: [...holed('\\(', triple), raw('#"', '"#'), ...holed('\\(', double), string('`', 'none')], names: '`' }],
	['dart', { ...slashes, strings: [...['"""', "'''"].map(mark => fresh(`r${mark}`, mark, 'none', true)), fresh('r"', '"', 'none'), fresh("r'", "'", 'none'), ...holed('${', triple, string("'''", 'backslash', true), ...quotes)] }],
	['php', { line: ['//', '#'], block: [['/*', '*/']], strings: [longDouble, string("'", 'backslash', true)], heredocs: 'php', data: /\b__halt_compiler\b/gi }],
	['css', { line: [], block: [['/*', '*/']], strings: quotes, addresses: true }],
	['scss less sass stylus', { ...slashes, strings: quotes, addresses: true }],
	['fsharp', { line: ['//'], block: [['(*', '*)']], strings: [triple, { ...longDouble, open: '@"', escape: 'double' }, double], characters: true }],
	['prisma bicep thrift', { line: ['//'], block: [], strings: [double, single] }],
	['verilog systemverilog', { ...slashes, strings: [double] }],
	['python starlark', { line: ['#'], block: [], strings: [triple, string("'''", 'backslash', true), ...quotes] }],
	['elixir', { line: ['#'], block: [], strings: [...holed('#{', triple, longDouble), string("'", 'backslash', true)], patterns: 'elixir' }],
	['gdscript', { line: ['#'], block: [], strings: [triple, longDouble, string("'", 'backslash', true)] }],
	['ruby crystal', { line: ['#'], block: [], strings: [raw('\n=begin', '\n=end'), ...holed('#{', longDouble), string("'", 'backslash', true)], heredocs: 'ruby', data: dataMark, patterns: 'ruby' }],
	['julia', { line: ['#'], block: [['#=', '=#']], strings: holed('$(', triple, double), characters: true }],
	['nim r', { line: ['#'], block: [], strings: quotes }],
	['coffeescript', { line: ['#'], block: [['###', '###']], strings: [...holed('#{', triple), string("'''", 'backslash', true), ...holed('#{', double), single], patterns: 'slashes' }],
	['tcl awk', { line: ['#'], block: [], strings: [longDouble], spaced: true, heredocs: 'other' }],
	['perl perl6 raku', { line: ['#'], block: [], strings: [raw('\n=head', '\n=cut'), longDouble, fresh("'", "'", 'backslash')], spaced: true, heredocs: 'other', data: dataMark, patterns: 'perl' }],
	['shellscript fish', { line: ['#'], block: [], strings: [...holed('$(', longDouble), { ...string("'", 'backslash', true), open: "$'" }, string("'", 'none', true)], spaced: true, heredocs: 'shell' }],
	['powershell', { line: ['#'], block: [['<#', '#>']], strings: [{ ...raw('@"', '\n"@'), breaks: true }, { ...raw("@'", "\n'@"), breaks: true }, { ...longDouble, escape: 'backtick', hole: '$(' }, string("'", 'double', true)], spaced: true, continues: /`$/ }],
	['yaml dockercompose github-actions-workflow azure-pipelines helm ansible', { line: ['#'], block: [], strings: [double, string("'", 'double')], spaced: true, indented: 'scalars' }],
	['toml graphql', { line: ['#'], block: [], strings: [triple, string("'''", 'none', true), double, string("'", 'none')] }],
	['makefile', { line: ['#'], block: [], strings: [double], spaced: true, heredocs: 'make' }],
	['cmake dotenv robotframework', { line: ['#'], block: [], strings: [double], spaced: true }],
	['dockerfile ignore properties git-commit git-rebase gitignore', { line: ['#'], block: [], strings: [double], ownLine: true, heredocs: 'other' }],
	['terraform hcl', { line: ['#', '//'], block: [['/*', '*/']], strings: holed('${', double), heredocs: 'other' }],
	['nix', { line: ['#'], block: [['/*', '*/']], strings: holed('${', string("''", 'none', true), longDouble) }],
	['ini', { line: [';', '#'], block: [], strings: [double], ownLine: true }],
	['autohotkey asm', { line: [';', '#'], block: [], strings: [double], spaced: true }],
	['clojure emacs-lisp', { line: [';'], block: [], strings: [longDouble] }],
	['lisp commonlisp scheme racket', { line: [';'], block: [['#|', '|#']], strings: [longDouble] }],
	['sql plsql mssql pgsql', { line: ['--'], block: [['/*', '*/']], strings: [...doubled, string('`', 'double'), fresh('[', ']', 'double')], names: '"`[' }],
	['lua luau', { line: ['--'], block: [['--[[', ']]'], ['--[=[', ']=]'], ['--[==[', ']==]']], strings: [...quotes, raw('[[', ']]'), raw('[=[', ']=]'), raw('[==[', ']==]')] }],
	['haskell elm purescript', { line: ['--'], block: [['{-', '-}']], strings: [triple, double], characters: true }],
	['vhdl ada', { line: ['--'], block: [], strings: [string('"', 'double')], characters: true }],
	['applescript', { line: ['--'], block: [], strings: [string('"', 'double')] }],
	['erlang', { line: ['%'], block: [], strings: [longDouble], characters: true }],
	['prolog', { line: ['%'], block: [['/*', '*/']], strings: quotes }],
	['matlab', { line: ['%'], block: [], strings: [string('"', 'double'), { ...string("'", 'double'), fresh: /[\w)\]}.']/ }] }],
	['bibtex', { line: ['%'], block: [], strings: [] }],
	['latex tex', { line: ['%'], block: [], strings: [] }],
	['typst', { ...slashes, strings: [longDouble] }],
	['vb vba vbscript', { line: ["'", 'REM ', 'Rem ', 'rem '], block: [], strings: [string('"', 'double')], continues: /\s_$/ }],
	['bat', { line: ['REM ', '::', 'rem ', '@REM ', '@rem '], block: [], strings: [double], ownLine: true, continues: /\^$/ }],
	['ocaml sml', { line: [], block: [['(*', '*)']], strings: [longDouble, raw('{|', '|}')], characters: true }],
	['pascal objectpascal', { line: ['//'], block: [['{', '}'], ['(*', '*)']], strings: [string("'", 'double')] }],
	['fortran fortran-modern FortranFreeForm', { line: ['!'], block: [], strings: [string('"', 'double'), string("'", 'double')] }],
	['jade pug', { line: ['//-', '//'], block: [], strings: quotes }],
	['haml', { line: ['-#', '/'], block: [], strings: quotes, ownLine: true, indented: 'filters', continues: /[\\,|]$/ }],
	['slim', { line: ['/'], block: [], strings: quotes, ownLine: true, indented: 'filters', continues: /[\\,|]$/ }],
	['json jsonl', { line: [], block: [], strings: [double] }],
];

const syntaxes = new Map(table.flatMap(([ids, syntax]) => ids.split(' ').map(id => [id, syntax] as const)));

/**
 * How a language writes comments and strings, by VS Code's language id. Undefined where that is not known: there the
 * path is inserted bare.
 */
export function codeSyntax(languageId: string): CodeSyntax | undefined {
	return syntaxes.get(languageId);
}

/** File extensions of the languages in the table, where the extension is not the id itself. */
const endings: Readonly<Record<string, string>> = {
	bash: 'shellscript',
	cc: 'cpp',
	clj: 'clojure',
	coffee: 'coffeescript',
	cs: 'csharp',
	cts: 'typescript',
	ex: 'elixir',
	exs: 'elixir',
	f90: 'fortran-modern',
	fs: 'fsharp',
	gradle: 'groovy',
	h: 'cpp',
	hpp: 'cpp',
	hs: 'haskell',
	htaccess: 'properties',
	ipynb: 'json',
	jl: 'julia',
	kt: 'kotlin',
	kts: 'kotlin',
	m: 'objective-c',
	mk: 'makefile',
	ml: 'ocaml',
	mts: 'typescript',
	pl: 'perl',
	ps1: 'powershell',
	py: 'python',
	rb: 'ruby',
	rs: 'rust',
	sh: 'shellscript',
	styl: 'stylus',
	svg: 'xml',
	tf: 'terraform',
	ts: 'typescript',
	webmanifest: 'json',
	xsd: 'xml',
	yml: 'yaml',
	zsh: 'shellscript',
};

/**
 * The language id of a file by its name, as VS Code with the usual extensions assigns it; `plaintext` where none is
 * known.
 */
export function codeLanguageIdOf(fileName: string): string {
	const [, ending = fileName] = /\.([^.]+)$/.exec(fileName.toLowerCase()) ?? [];
	const id = endings[ending] ?? ending.toLowerCase();
	return syntaxes.has(id) || id === 'xml' || id === 'xsl' ? id : 'plaintext';
}

/** The same for an id of this table. */
export function knownSyntax(languageId: 'css' | 'json' | 'latex' | 'typescript' | 'typst'): CodeSyntax {
	return syntaxes.get(languageId) ?? { line: [], block: [], strings: [] };
}
