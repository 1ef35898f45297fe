import { lengthOf, shortened, textOf, type FuzzCase, type Parts } from './fuzzCase.ts';
import type { Target } from './target.ts';

/** Milliseconds of processor time for each 100,000 UTF-16 units or part of them. */
const allowed = 50;
/** Four times the input may take this many times the time: quadratic code takes 16 times as long, and a machine is not always equally fast. */
const growth = 9;

export interface Failure {
	readonly case: FuzzCase;
	/**
	 * `broken` is a throw or a wrong result, `slow` takes more than is allowed, `steep` more than linear time besides.
	 * What is only slow is a figure: it depends on the machine.
	 */
	readonly kind: 'broken' | 'slow' | 'steep' | 'hangs';
	readonly detail: string;
}

/** Called before each run: one of them may hang, all together may take their time. */
export type OnRun = () => void;

/** Of this process alone: what else runs on the machine does not count. */
async function timeOf(target: Target, text: string, onRun: OnRun): Promise<number> {
	onRun();
	const before = process.cpuUsage();
	await target.run(text);
	const { user, system } = process.cpuUsage(before);
	return (user + system) / 1000;
}

/** The least times of several inputs, measured in turn, so that a busy moment does not hit one of them alone. */
async function leastTimes(
	target: Target,
	inputs: readonly Parts[],
	runs: number,
	onRun: OnRun,
): Promise<readonly number[]> {
	const texts = inputs.map(textOf);
	const least = texts.map(() => Infinity);
	for (let run = 0; run < runs; run += 1) {
		for (const [index, text] of texts.entries()) {
			least[index] = Math.min(least[index] ?? Infinity, await timeOf(target, text, onRun));
		}
	}
	return least;
}

/** Undefined where the target keeps its word. What is slow once is measured again before it counts. */
export async function judge(
	target: Target,
	fuzzCase: FuzzCase,
	onRun: OnRun = () => undefined,
): Promise<Failure | undefined> {
	const { parts } = fuzzCase;
	const limit = allowed * (target.readers ?? 1) * Math.max(1, lengthOf(parts) / 100_000);
	try {
		if ((await timeOf(target, textOf(parts), onRun)) <= limit) {
			return undefined;
		}
		const [again = 0] = await leastTimes(target, [parts], 4, onRun);
		if (again <= limit) {
			return undefined;
		}
		const quarter = shortened(parts, 4);
		const [whole = 0, part = whole] = await leastTimes(
			target,
			quarter === undefined ? [parts] : [parts, quarter],
			5,
			onRun,
		);
		const least = Math.min(whole, again);
		if (least <= limit) {
			return undefined;
		}
		const ratio = whole / part;
		const detail = `${least.toFixed(0)} ms for ${lengthOf(parts)} characters, ${ratio.toFixed(1)} times as long as a quarter of it`;
		return { case: fuzzCase, kind: ratio > growth ? 'steep' : 'slow', detail };
	} catch (error) {
		return { case: fuzzCase, kind: 'broken', detail: describe(error) };
	}
}

function describe(error: unknown): string {
	if (!(error instanceof Error)) {
		return String(error);
	}
	const frames = error.stack?.split('\n').filter(line => /^\s+at /.test(line)) ?? [];
	return [`${error.name}: ${error.message.slice(0, 500)}`, ...frames.slice(0, 4)].join('\n');
}

/** A smaller case that fails in the same way. */
export async function smaller(target: Target, failure: Failure, onRun: OnRun): Promise<Failure> {
	let best = failure;
	const until = performance.now() + 3000;
	const tryParts = async (parts: Parts): Promise<boolean> => {
		if (performance.now() > until || parts.length === 0) {
			return false;
		}
		const found = await judge(target, { ...best.case, parts }, onRun);
		const isSame = found?.kind === best.kind;
		best = isSame ? found : best;
		return isSame;
	};
	for (let index = best.case.parts.length - 1; index >= 0; index -= 1) {
		await tryParts(best.case.parts.filter((_, each) => each !== index));
	}
	for (let index = 0; index < best.case.parts.length; index += 1) {
		for (let size = best.case.parts[index]?.[0].length ?? 0; size >= 1; size = Math.floor(size / 2)) {
			for (let at = 0; at < (best.case.parts[index]?.[0].length ?? 0) && performance.now() < until;) {
				const without = best.case.parts.map(([piece, times], each): [string, number] => [
					each === index ? piece.slice(0, at) + piece.slice(at + size) : piece,
					times,
				]);
				if (!(await tryParts(without.filter(([piece]) => piece !== '')))) {
					at += size;
				}
			}
		}
		if (best.kind === 'broken') {
			while (best.case.parts[index] !== undefined && (best.case.parts[index]?.[1] ?? 1) > 1) {
				const fewer = best.case.parts.map(([piece, times], each): [string, number] => [
					piece,
					each === index ? Math.floor(times / 2) : times,
				]);
				if (!(await tryParts(fewer))) {
					break;
				}
			}
		}
	}
	return best;
}
