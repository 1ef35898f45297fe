import assert from 'node:assert/strict';
import type { ModelLog } from './model/extension.ts';
import type { Workbench } from './openWorkbench.ts';
import { waitFor } from './waitFor.ts';

const model = 'image-assets-test/scripted';
/** Settings that let the chat's agent run with this model, without an account. */
export const chatSettings = {
	'chat.disableAIFeatures': false,
	'chat.allowAnonymousAccess': true,
	'chat.utilityModel': model,
	'chat.utilitySmallModel': model,
	'chat.tips.enabled': false,
};

/** Milliseconds that the agent may take for a turn on a busy machine. */
export const patience = 180_000;

/** The chat of a window with our model. */
export function chatOf({ page, inHost, runById }: Workbench) {
	const view = page.locator('.interactive-session').last();
	return {
		view,
		async say(query: string): Promise<void> {
			await inHost(
				({ commands }, text) =>
					void commands.executeCommand('workbench.action.chat.open', { mode: 'agent', query: text }),
				query,
			);
		},
		/** Sends the first message of a window, again if the chat didn't know the model yet. */
		async start(query: string): Promise<void> {
			await this.say(query);
			await waitFor(
				'the model to be asked',
				async () => {
					if ((await this.log()).offered.length > 0) {
						return true;
					}
					if ((await view.innerText()).includes('Language model unavailable')) {
						await runById('workbench.action.chat.newChat');
						await this.say(query);
					}
					return false;
				},
				patience,
			);
		},
		log: () =>
			inHost(() => (globalThis as unknown as { imageAssetsTestModel: ModelLog }).imageAssetsTestModel),
		/** The question that the chat asks, once its title appears. */
		question: (title: string) =>
			waitFor(
				`the question ${title}`,
				async () => {
					const text = await view.innerText();
					return text.includes(title) &&
						(await view.locator('.monaco-button', { hasText: 'Skip' }).last().isVisible())
						? text.slice(text.lastIndexOf(title))
						: undefined;
				},
				patience,
			),
		/** Waits for `count` tool results, and returns the last one. */
		async result(count: number) {
			const results = await waitFor(
				`${count} results`,
				async () => {
					const all = (await this.log()).results;
					return all.length >= count && all;
				},
				patience,
			);
			assert.equal(results.length, count);
			return results.at(-1) ?? { tool: '', text: '', images: [] };
		},
		async press(button: string): Promise<void> {
			await view.locator('.monaco-button', { hasText: button }).last().click();
		},
	};
}
