import { policy } from '../../src/core/policy.ts';
import type { Row, Table } from './figure.ts';
import { leastDelay } from './leastDelay.ts';
import { drawDurations, fixed, ours, sigma, simulate } from './pollSimulation.ts';
import { mean } from './statistics.ts';

const jobs = 10_000;
const qualities = ['low', 'medium', 'high'] as const;
/** The service's durations as a factor of what the policy assumes. */
const cases = [
	[1, 'as assumed'],
	[2, 'twice as long'],
	[0.5, 'half as long'],
] as const;

/** The poll schedule on simulated jobs that take as long as assumed, twice and half as long. */
export function poll(): Promise<readonly Table[]> {
	const rows: Row[] = [];
	let requests = 0;
	let requestsEvery500 = 0;
	for (const [factor, name] of cases) {
		for (const quality of qualities) {
			const durations = drawDurations(policy.poll.usual[quality] * factor, jobs, `durations ${quality}`);
			const length = mean(durations);
			const result = simulate(ours(quality), durations, 'looks');
			const every500 = simulate(fixed(500), durations, '');
			const every2000 = simulate(fixed(2000), durations, '');
			requests += result.requests;
			requestsEvery500 += every500.requests;
			const target = Math.max(0.05 * length, 600);
			rows.push([
				`${quality}, ${name} (${(length / 1000).toFixed(0)} s)`,
				seconds(result.delay),
				percent(result.delay / length),
				`≤ ${seconds(target)} ${result.delay <= target ? '✔' : '✖'}`,
				seconds(leastDelay(durations, result.requests)),
				seconds(every500.delay),
				seconds(every2000.delay),
				result.requests.toFixed(1),
				every500.requests.toFixed(1),
				every2000.requests.toFixed(1),
				percent(result.requests / every500.requests),
			]);
		}
	}
	const share = requests / requestsEvery500;
	return Promise.resolve([
		{
			title: `Poll schedule: ${jobs.toLocaleString('en-US')} simulated jobs a row, log-normal, σ ${sigma}`,
			columns: [
				'delay',
				'of length',
				'target',
				'least',
				'at 0.5 s',
				'at 2 s',
				'requests',
				'at 0.5 s',
				'at 2 s',
				'share',
			],
			rows,
			notes: [
				`Requests over all: ${percent(share)} of a fixed 0.5 s; target ≤ 35 % ${share <= 0.35 ? '✔' : '✖'}`,
				'Means. Delay: from completion to the look that sees it. Least: what the same number of looks can',
				'reach at best if the distribution of the durations is known (dynamic programming over 1,500 moments).',
			],
		},
	]);
}

function seconds(ms: number): string {
	return `${(ms / 1000).toFixed(2)} s`;
}

function percent(share: number): string {
	return `${(share * 100).toFixed(1)} %`;
}
