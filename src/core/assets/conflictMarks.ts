/** Git's marks of a conflict, each at the beginning of a line; `|` begins what both sides came from. */
const mark = /^(<{7}|\|{7}|={7}|>{7})(?: .*)?$/;

/** The line of the first mark of a conflict, counted from 1; undefined where there is none. */
export function conflictLine(text: string): number | undefined {
	const lines = text.split(/\r?\n/);
	const first = lines.findIndex(line => line.startsWith('<<<<<<<') && mark.test(line));
	return first === -1 || !lines.some(line => /^>{7}/.test(line)) ? undefined : first + 1;
}

/** The text as each of the two sides has it; twice the same where there is no conflict. */
export function sidesOf(text: string): readonly [ours: string, theirs: string] {
	const ours: string[] = [];
	const theirs: string[] = [];
	let within: '' | '<' | '|' | '=' = '';
	for (const line of text.split(/\r?\n/)) {
		const sign = mark.exec(line)?.[1]?.charAt(0);
		if (sign !== undefined) {
			within = sign === '<' || sign === '|' || sign === '=' ? sign : '';
			continue;
		}
		if (within === '' || within === '<') {
			ours.push(line);
		}
		if (within === '' || within === '=') {
			theirs.push(line);
		}
	}
	return [ours.join('\n'), theirs.join('\n')];
}
