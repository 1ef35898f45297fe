import type { Memento } from 'vscode';

const key = 'imageAssets.prompts';
const kept = 20;

export type PromptHistory = ReturnType<typeof createPromptHistory>;

/** The most recently used prompts, newest first. */
export function createPromptHistory(memento: Memento) {
	const list = () => {
		const stored = memento.get<unknown>(key);
		return Array.isArray(stored) ? stored.filter(item => typeof item === 'string') : [];
	};
	return {
		list,
		async add(prompt: string) {
			await memento.update(key, [prompt, ...list().filter(other => other !== prompt)].slice(0, kept));
		},
		async clear() {
			await memento.update(key, undefined);
		},
	};
}
