import { halved, lengthOf, textOf, type FuzzCase, type Parts } from './fuzzCase.ts';
import type { Target } from './target.ts';

/** Milliseconds of processor time for each 100,000 UTF-16 units or part of them. */
const allowed = 50;
/** Twice the input may take this many times the time before its growth counts as more than linear. */
const growth = 3;

export interface Failure {
	readonly case: FuzzCase;
	/** `broken` is a throw or a wrong result, `slow` takes more than is allowed, `steep` more than linear time besides. */
	readonly kind: 'broken' | 'slow' | 'steep' | 'hangs';
	readonly detail: string;
}

/** Of this process alone: what else runs on the machine does not count. */
async function timeOf(target: Target, text: string): Promise<number> {
	const before = process.cpuUsage();
	await target.run(text);
	const { user, system } = process.cpuUsage(before);
	return (user + system) / 1000;
}

async function leastTime(target: Target, parts: Parts, runs: number): Promise<number> {
	const text = textOf(parts);
	let least = Infinity;
	for (let run = 0; run < runs; run += 1) {
		least = Math.min(least, await timeOf(target, text));
	}
	return least;
}

/** Undefined where the target keeps its word. What is slow once is measured again before it counts. */
export async function judge(target: Target, fuzzCase: FuzzCase): Promise<Failure | undefined> {
	const { parts } = fuzzCase;
	const limit = allowed * (target.readers ?? 1) * Math.max(1, lengthOf(parts) / 100_000);
	try {
		if ((await timeOf(target, textOf(parts))) <= limit) {
			return undefined;
		}
		const least = await leastTime(target, parts, 4);
		if (least <= limit) {
			return undefined;
		}
		const half = halved(parts);
		const ratio = half === undefined ? 0 : least / (await leastTime(target, half, 3));
		const detail = `${least.toFixed(0)} ms for ${lengthOf(parts)} characters, ${ratio.toFixed(1)} times as long as half of it`;
		return { case: fuzzCase, kind: ratio > growth ? 'steep' : 'slow', detail };
	} catch (error) {
		const detail =
			error instanceof Error
				? `${error.name}: ${error.message.slice(0, 500)}\n${
						error.stack
							?.split('\n')
							.filter(line => /^\s+at /.test(line))
							.slice(0, 4)
							.join('\n') ?? ''
					}`
				: String(error);
		return { case: fuzzCase, kind: 'broken', detail };
	}
}

/** A smaller case that fails in the same way. */
export async function smaller(target: Target, failure: Failure): Promise<Failure> {
	let best = failure;
	const until = performance.now() + 3000;
	const tryParts = async (parts: Parts): Promise<boolean> => {
		if (performance.now() > until || parts.length === 0) {
			return false;
		}
		const found = await judge(target, { ...best.case, parts });
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
