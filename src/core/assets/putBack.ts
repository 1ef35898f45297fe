import { formatBytes } from '../../shared/units.ts';
import { policy } from '../policy.ts';

/** What came of putting a file back. `taken`: something else has its name. `gone`: its copy is not kept any more. */
export type PutBack = 'restored' | 'taken' | 'gone';

/** What to tell of those that did not come back; undefined where all did. @param name of the only one. */
export function notRestoredText(results: readonly PutBack[], name?: string): string | undefined {
	const parts: string[] = [];
	const taken = results.filter(result => result === 'taken').length;
	if (taken > 0) {
		const [its, has] = taken === 1 ? ['its name', 'another file has'] : ['their names', 'other files have'];
		parts.push(`${subject(taken, name)} not restored: ${has} ${its} now.`);
	}
	const gone = results.filter(result => result === 'gone').length;
	if (gone > 0) {
		const are = gone === 1 ? 'it is' : 'they are';
		parts.push(`${subject(gone, name)} not restored: ${are} no longer kept. ${keptText}`);
	}
	return parts.length === 0 ? undefined : parts.join(' ');
}

const { keep, total } = policy.storage.kept;

/** For how long, and how much. */
const keptText = `Removed images are kept for ${keep / (24 * 60 * 60 * 1000)} days, as long as all together are below ${formatBytes(total)}.`;

function subject(count: number, name: string | undefined): string {
	return count === 1 ? `${name ?? 'An image'} was` : `${count} images were`;
}
