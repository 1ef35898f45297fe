import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { repository } from '../support/repository.ts';

/**
 * Everything that is known to go wrong. A test's title begins with the numbers of the cases it is about. A case
 * marked `inHost` needs a test inside a real extension host or window as well; one marked `unbuilt` belongs to a
 * feature that does not exist yet.
 */
const cases: readonly [number: number, what: string, mark?: 'inHost' | 'unbuilt'][] = [
	// Submitting.
	[1, 'DNS, refused, connect timeout'],
	[2, 'TLS failure'],
	[3, 'reset after the body', 'inHost'],
	[4, 'no headers in time', 'inHost'],
	[5, '500, 502, 503, 504, 408, 409'],
	[6, '429'],
	[7, '401, 403', 'inHost'],
	[8, '402'],
	[9, '400, 413, 422'],
	[10, '2xx cut short, HTML, or without an id'],
	[11, 'double click or double Enter', 'inHost'],
	[12, 'redirect of an API call'],
	// Polling, cancelling.
	[13, '5xx or reset'],
	[14, '404'],
	[15, 'unknown status word'],
	[16, 'success without output'],
	[17, 'several outputs'],
	[18, 'failed'],
	[19, 'cancel races success', 'inHost'],
	[20, 'DELETE 404, 409'],
	[21, 'laptop sleep, clock jump'],
	// Answers, and what is sent along.
	[22, 'a job id that is a path'],
	[23, 'huge JSON'],
	[24, 'a reference is edited during its upload'],
	[25, 'a reference is missing, a folder, too large'],
	[26, 'CR, LF or a quote in the file name of a reference'],
	// Downloads.
	[27, 'short Content-Length', 'inHost'],
	[28, 'close-delimited body cut', 'inHost'],
	[29, 'gzip cut'],
	[30, 'HTML with 200', 'inHost'],
	[31, 'says one format, is another', 'inHost'],
	[32, '206 unasked'],
	[33, 'stalled'],
	[34, 'too large'],
	[35, 'redirects'],
	[36, '403, 404, 410'],
	[37, 'private and loopback addresses, file: and data:'],
	// Files.
	[38, 'disk full', 'inHost'],
	[39, 'read-only folder', 'inHost'],
	[40, 'name taken'],
	[41, 'two saves to one name', 'inHost'],
	[42, 'EPERM on rename under Windows'],
	[43, 'CON, NUL, trailing dots'],
	[44, 'names that differ in case'],
	[45, 'NFC and NFD'],
	[46, 'long names'],
	[47, 'folder removed meanwhile'],
	[48, 'virtual workspace', 'inHost'],
	// The host, settings.
	[49, 'killed at any step', 'inHost'],
	[50, 'reload', 'inHost'],
	[51, 'two windows'],
	[52, 'update of the extension'],
	[53, 'folder closed'],
	[54, 'key changed'],
	[55, 'assets folder outside the workspace', 'inHost'],
	[56, 'malformed message of a webview'],
	[57, 'restored state of a webview'],
	[58, 'corrupt journal entry', 'inHost'],
	// What comes from outside.
	[59, 'an established connection breaks during a create call'],
	[60, 'a create call is redirected other than by 307 or 308'],
	[61, 'net:: errors of Chromium'],
	[62, 'more results than are saved'],
	[63, 'a password in the address of a result'],
	[64, 'special-purpose addresses and names'],
	[65, 'drive letters and letter case of folders'],
	[66, 'a record that names files outside of its folder', 'inHost'],
	[67, 'attributes that cannot be set, read-only files', 'inHost'],
	[68, 'file ids beyond 2^53'],
	[69, 'Restricted Mode', 'inHost'],
	[70, 'files that are busy under Windows'],
	[71, 'devices, pipes, sockets, files without end'],
	[72, 'a hostile record'],
	[73, 'a record beyond its ceiling'],
	[74, 'other files of the workspace that are read unasked'],
	[75, 'storage without end'],
	[76, 'a cancel or a dismissal on a full disk'],
	[77, 'sent again twice'],
	[78, 'a prompt history that cannot be written'],
	[79, 'clocks that are set, and leases'],
	[80, 'waking up before the network is back'],
	[81, 'a secret storage that cannot be read'],
	[82, 'two windows that make one missing file'],
	[83, 'a cancel that is no longer meant'],
	[84, 'a fact of the journal that is none'],
	[85, 'finished jobs without end'],
	[86, 'a list of jobs that is out of date'],
];

interface Title {
	/** Below the repository. */
	readonly file: string;
	readonly text: string;
	readonly numbers: readonly number[];
}

const numbered = /^\d{1,2}(?:, \d{1,2})*(?= )/;

/** The titles with numbers in a test file: those of `test(…)`, and those that its tables begin their rows with. */
function titlesIn(file: string): Title[] {
	const source = ts.createSourceFile(
		file,
		readFileSync(join(repository, file), 'utf8'),
		ts.ScriptTarget.Latest,
	);
	const titles: Title[] = [];
	const visit = (node: ts.Node): void => {
		const text = textOf(titleAt(node));
		const numbers = numbered.exec(text)?.[0];
		if (numbers !== undefined) {
			titles.push({ file, text, numbers: numbers.split(', ').map(Number) });
		}
		ts.forEachChild(node, visit);
	};
	visit(source);
	return titles;
}

function titleAt(node: ts.Node): ts.Node | undefined {
	if (ts.isCallExpression(node) && ts.isIdentifier(node.expression) && node.expression.text === 'test') {
		return node.arguments[0];
	}
	return ts.isArrayLiteralExpression(node) && node.elements.length > 1 ? node.elements[0] : undefined;
}

/** A string, or a template as far as its first substitution. */
function textOf(node: ts.Node | undefined): string {
	if (node === undefined) {
		return '';
	}
	return ts.isStringLiteralLike(node) ? node.text : ts.isTemplateExpression(node) ? node.head.text : '';
}

const inHostFolders = ['test/integration/', 'test/ui/'];

suite('the fault matrix', () => {
	const files = globSync('test/{unit,integration,ui}/**/*.test.ts', { cwd: repository }).map(file =>
		file.replaceAll('\\', '/'),
	);
	// The emulator's own tests are about the faults it plays, not about what becomes of a job.
	const titles = files.filter(file => !file.startsWith('test/unit/emulator/')).flatMap(titlesIn);
	const about = (wanted: number) => titles.filter(({ numbers }) => numbers.includes(wanted));

	test('its cases are numbered without a gap, and no title has another number', () => {
		assert.deepEqual(
			cases.map(([number]) => number),
			Array.from({ length: cases.length }, (_, index) => index + 1),
		);
		const unknown = titles.filter(({ numbers }) =>
			numbers.some(number => number < 1 || number > cases.length),
		);
		assert.deepEqual(unknown, []);
	});

	for (const [number, what, mark] of cases) {
		if (mark === 'unbuilt') {
			test(`case ${number} has no test yet, as nothing is built that could meet it: ${what}`, () => {
				assert.deepEqual(about(number), []);
			});
			continue;
		}
		test(`case ${number} has a test: ${what}`, () => {
			assert.notDeepEqual(about(number), []);
		});
		if (mark === 'inHost') {
			test(`case ${number} has a test in a real VS Code: ${what}`, () => {
				const found = about(number).filter(({ file }) =>
					inHostFolders.some(folder => file.startsWith(folder)),
				);
				assert.notDeepEqual(found, []);
			});
		}
	}
});
