import type { Plan, Setting } from './schedule.ts';

/** A plan as JSON, one step per line. */
export function planText({ setting, steps }: Plan): string {
	const plain = { ...setting, firstInode: String(setting.firstInode) };
	const lines = steps.map(step => `\t\t${JSON.stringify(step)}`);
	return `{\n\t"setting": ${JSON.stringify(plain)},\n\t"steps": [\n${lines.join(',\n')}\n\t]\n}`;
}

/** The plan that `planText` wrote. */
export function parsePlan(json: unknown): Plan {
	const { setting, steps } = json as {
		readonly setting: Omit<Setting, 'firstInode'> & { readonly firstInode: string };
		readonly steps: Plan['steps'];
	};
	return { setting: { ...setting, firstInode: BigInt(setting.firstInode) }, steps };
}
