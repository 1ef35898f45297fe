import type * as z from 'zod/mini';

/** Rules that a value can break and that zod has no code for. */
export type ValueRule = 'noParentFolder' | 'httpsAddress' | 'pixelSize' | 'holdsPath';

/** What is wrong with a setting or an argument called `name`. */
export type ValueFault =
	| { readonly code: 'oneOf'; readonly name: string; readonly values: readonly string[] }
	/** `type` is zod's name for the expected type. */
	| { readonly code: 'type'; readonly name: string; readonly type: string }
	| { readonly code: 'atLeast'; readonly name: string; readonly minimum: number }
	| { readonly code: 'atMost'; readonly name: string; readonly maximum: number }
	/** In characters, or elements of a list. */
	| { readonly code: 'tooLong'; readonly name: string; readonly maximum: number }
	/** Nothing has these names. */
	| { readonly code: 'unknown'; readonly names: readonly string[] }
	| { readonly code: ValueRule; readonly name: string }
	| { readonly code: 'invalid'; readonly name: string };

const rules: ReadonlySet<string> = new Set<ValueRule>([
	'noParentFolder',
	'httpsAddress',
	'pixelSize',
	'holdsPath',
]);

function isRule(message: string): message is ValueRule {
	return rules.has(message);
}

/** The first fault. `prefix` is put before the names. A refinement's message is its `ValueRule`. */
export function valueFault(error: z.core.$ZodError, prefix = ''): ValueFault {
	const [issue] = error.issues;
	const name = `${prefix}${(issue?.path ?? []).map(String).join('.')}`;
	switch (issue?.code) {
		case 'invalid_value':
			return { code: 'oneOf', name, values: issue.values.map(String) };
		case 'invalid_type':
			return { code: 'type', name, type: issue.expected };
		case 'too_small':
			return { code: 'atLeast', name, minimum: Number(issue.minimum) };
		case 'too_big': {
			const maximum = Number(issue.maximum);
			const isLength = issue.origin === 'string' || issue.origin === 'array';
			return { code: isLength ? 'tooLong' : 'atMost', name, maximum };
		}
		case 'unrecognized_keys':
			return {
				code: 'unknown',
				names: issue.keys.map(key => `${prefix}${[...issue.path, key].map(String).join('.')}`),
			};
		case 'custom':
			return isRule(issue.message) ? { code: issue.message, name } : { code: 'invalid', name };
		default:
			return { code: 'invalid', name };
	}
}

/** For the log: `imageAssets.quality: oneOf low, medium, high, auto`. */
export function describeValueFault(fault: ValueFault): string {
	const { code, ...values } = fault;
	const [first, ...rest] = Object.values(values).map(value =>
		Array.isArray(value) ? value.join(', ') : String(value),
	);
	return `${first ?? ''}: ${[code, ...rest].join(' ')}`;
}
