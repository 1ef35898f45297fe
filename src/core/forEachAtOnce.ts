/**
 * Runs a task for each item, `atOnce` of them at the same time, in the order of the items.
 *
 * @throws what the first task to fail throws. A failure ends one of the `atOnce` workers; the others go on with the
 * remaining items.
 */
export async function forEachAtOnce<T>(
	items: readonly T[],
	atOnce: number,
	task: (item: T, index: number) => Promise<void>,
): Promise<void> {
	const queue = items.entries();
	const work = async () => {
		for (const [index, item] of queue) {
			await task(item, index);
		}
	};
	await Promise.all(Array.from({ length: atOnce }, work));
}
