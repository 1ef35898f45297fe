import { createHash } from 'node:crypto';

/** What a test sends: a function of `vscode` and `argument`, as text. */
export interface HostCall {
	source: string;
	argument: unknown;
}

export type HostAnswer = { value: unknown } | { error: string };

/** The name of the file in which a window with this folder or workspace file leaves its address. */
export function addressFile(path: string): string {
	return createHash('sha256').update(path).digest('hex').slice(0, 16);
}
