import type { Memento } from 'vscode';

const key = 'imageAssets.prompts';
const kept = 20;

/** The most recently used prompts, newest first. */
export interface PromptHistory {
	list(): readonly string[];
	add(prompt: string): Promise<void>;
	clear(): Promise<void>;
}

export function createPromptHistory(memento: Memento): PromptHistory {
	const list = () => {
		const stored = memento.get<unknown>(key);
		return Array.isArray(stored) ? stored.filter(item => typeof item === 'string') : [];
	};
	return {
		list,
		async add(prompt) {
			await memento.update(key, [prompt, ...list().filter(other => other !== prompt)].slice(0, kept));
		},
		async clear() {
			await memento.update(key, undefined);
		},
	};
}
