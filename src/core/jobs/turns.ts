/** Runs the tasks of an id one after another, even if earlier ones failed. */
type Turns = <T>(id: string, task: () => Promise<T>) => Promise<T>;

export function createTurns(): Turns {
	const last = new Map<string, Promise<unknown>>();
	return async (id, task) => {
		const mine = (last.get(id) ?? Promise.resolve()).then(task, task);
		last.set(id, mine);
		try {
			return await mine;
		} finally {
			if (last.get(id) === mine) {
				last.delete(id);
			}
		}
	};
}
