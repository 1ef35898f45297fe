import { readFileSync } from 'node:fs';
import { decodeKnown } from '../src/core/text/decodeText.ts';

/** The text of a file without its byte order mark; a file that isn't Unicode is read as windows-1252. */
export function readText(path: string): string {
	const bytes = readFileSync(path);
	return decodeKnown(bytes) ?? new TextDecoder('windows-1252').decode(bytes);
}
