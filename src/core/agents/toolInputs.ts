import * as z from 'zod/mini';
import { aspectRatios } from '../../shared/model.ts';
import { formatOfName } from '../images/imageFormat.ts';
import { parseSize } from '../images/pixelSize.ts';
import { policy } from '../policy.ts';
import { cleanText } from '../text/cleanText.ts';
import { shorten } from '../text/shorten.ts';
import type { ToolName } from './toolNames.ts';

/** Those that an agent may choose: `auto` costs as much as `high` without saying so. */
const agentQualities = ['low', 'medium', 'high'] as const;

/** Further faults of a text; each is the message of a schema issue. */
const faults = ['filled', 'size', 'imageFile'] as const;
type Fault = (typeof faults)[number];

const filled = z.string().check(z.refine(text => cleanText(text).trim() !== '', 'filled' satisfies Fault));
const size = z.string().check(z.refine(text => parseSize(text) !== undefined, 'size' satisfies Fault));
const imageFile = z
	.string()
	.check(z.refine(text => formatOfName(text) !== undefined, 'imageFile' satisfies Fault));
const quality = z._default(z.enum(agentQualities), 'low');
const references = (most: number) => z._default(z.array(filled).check(z.maxLength(most)), []);

const schemas = {
	generate: z.strictObject({
		prompt: filled,
		file: z.optional(imageFile),
		folder: z.optional(z.string()),
		size: z.optional(size),
		aspectRatio: z.optional(z.enum(aspectRatios)),
		quality,
		references: references(policy.reference.count),
		cutOut: z._default(z.boolean(), false),
		document: z.optional(filled),
	}),
	edit: z.strictObject({
		file: imageFile,
		prompt: filled,
		quality,
		references: references(policy.reference.count - 1),
		replace: z._default(z.boolean(), false),
	}),
	findMissing: z.strictObject({ folder: z.optional(z.string()) }),
	createPlaceholders: z.strictObject({
		images: z.optional(
			z
				.array(z.strictObject({ file: imageFile, prompt: filled, size }))
				.check(z.minLength(1), z.maxLength(policy.agents.placeholders)),
		),
		missing: z._default(z.boolean(), false),
		folder: z.optional(z.string()),
	}),
	fillMissing: z.strictObject({
		files: z.array(imageFile).check(z.minLength(1), z.maxLength(policy.agents.images)),
		quality,
	}),
} as const satisfies Record<ToolName, z.ZodMiniType>;

/** The input of a tool once it is checked, with what was left out. */
export type ToolInput<Name extends ToolName> = z.infer<(typeof schemas)[Name]>;

/** The first thing that is wrong with an input. */
export interface InputProblem {
	/** With dots: `images.0.size`; empty for the input itself. */
	readonly argument: string;
	/** As JSON, shortened; undefined if nothing was given. */
	readonly given: string | undefined;
	readonly allowed: Allowed;
}

export type Allowed =
	| { readonly kind: 'oneOf'; readonly values: readonly string[] }
	| { readonly kind: 'type'; readonly type: string }
	/** No other arguments are known. */
	| { readonly kind: 'names'; readonly names: readonly string[] }
	| { readonly kind: 'least'; readonly count: number }
	| { readonly kind: 'most'; readonly count: number }
	/** Either `images`, or `missing: true`. */
	| { readonly kind: 'imagesOrMissing' }
	| { readonly kind: Fault }
	| { readonly kind: 'other' };

type ParsedInput<Name extends ToolName> =
	| { readonly ok: true; readonly input: ToolInput<Name> }
	| { readonly ok: false; readonly problem: InputProblem };

/** Checks the input that a model gives: VS Code validates it against no schema. */
export function parseToolInput<Name extends ToolName>(name: Name, value: unknown): ParsedInput<Name> {
	const schema: z.ZodMiniType<ToolInput<Name>> = schemas[name] as never;
	const parsed = schema.safeParse(value ?? {});
	if (!parsed.success) {
		return { ok: false, problem: problemOf(parsed.error.issues[0], value, argumentsOf(name)) };
	}
	if (name === 'createPlaceholders') {
		const { images, missing } = parsed.data as ToolInput<'createPlaceholders'>;
		if ((images === undefined) !== missing) {
			const argument = images === undefined ? 'images' : 'missing';
			return {
				ok: false,
				problem: { argument, given: givenAt(value, [argument]), allowed: { kind: 'imagesOrMissing' } },
			};
		}
	}
	return { ok: true, input: parsed.data };
}

/** The names of a tool's arguments. */
export function argumentsOf(name: ToolName): readonly string[] {
	return Object.keys(schemas[name].shape);
}

function problemOf(
	issue: z.core.$ZodIssue | undefined,
	value: unknown,
	names: readonly string[],
): InputProblem {
	const path = issue?.path ?? [];
	if (issue?.code === 'unrecognized_keys') {
		const at = [...path, issue.keys[0] ?? ''];
		return {
			argument: at.map(String).join('.'),
			given: givenAt(value, at),
			allowed: { kind: 'names', names: path.length === 0 ? names : ['file', 'prompt', 'size'] },
		};
	}
	return { argument: path.map(String).join('.'), given: givenAt(value, path), allowed: allowedBy(issue) };
}

function allowedBy(issue: z.core.$ZodIssue | undefined): Allowed {
	switch (issue?.code) {
		case 'invalid_value':
			return { kind: 'oneOf', values: issue.values.map(String) };
		case 'invalid_type':
			return { kind: 'type', type: issue.expected };
		case 'too_small':
			return { kind: 'least', count: Number(issue.minimum) };
		case 'too_big':
			return { kind: 'most', count: Number(issue.maximum) };
		case 'custom': {
			const fault = faults.find(each => each === issue.message);
			return { kind: fault ?? 'other' };
		}
		default:
			return { kind: 'other' };
	}
}

/** How much of a wrong argument an error quotes, in code points. */
const longestGiven = 100;

function givenAt(value: unknown, path: readonly PropertyKey[]): string | undefined {
	let at = value;
	for (const key of path) {
		at = typeof at === 'object' && at !== null && Object.hasOwn(at, key) ? Reflect.get(at, key) : undefined;
	}
	const json = JSON.stringify(at) as string | undefined;
	return json === undefined ? undefined : shorten(cleanText(json), longestGiven);
}
