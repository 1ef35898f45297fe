/** An open file each, of which a process has only so many. */
const atOnce = 16;

/** Runs a task for each item, a few at a time. */
export async function forEachAtOnce<T>(items: readonly T[], task: (item: T) => Promise<void>): Promise<void> {
	const queue = items.values();
	const work = async () => {
		for (const item of queue) {
			await task(item);
		}
	};
	await Promise.all(Array.from({ length: atOnce }, work));
}
