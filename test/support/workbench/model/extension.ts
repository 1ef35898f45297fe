import * as vscode from 'vscode';

/** What the tests can see of the model. */
export interface ModelLog {
	/** The text part of each result, and the kinds of the parts after it. */
	results: { tool: string; text: string; images: string[] }[];
	/** Names of the tools that were offered last. */
	offered: string[];
}

const log: ModelLog = { results: [], offered: [] };
Object.assign(globalThis, { imageAssetsTestModel: log });

const tools = {
	find: 'image_assets_find_missing_images',
	placeholders: 'image_assets_create_placeholders',
	fill: 'image_assets_fill_missing_images',
	generate: 'image_assets_generate_image',
} as const;

/**
 * A language model that is a small script. "Scaffold the page": it finds what is missing, makes placeholders, and asks
 * whether to fill them. "Fill a.png b.png at low", "Generate a fox at high": it calls the tool, and reports the result.
 */
export function activate(context: vscode.ExtensionContext): void {
	const model = {
		id: 'scripted',
		name: 'Scripted',
		family: 'scripted',
		version: '1',
		maxInputTokens: 100_000,
		maxOutputTokens: 4000,
		capabilities: { toolCalling: true, imageInput: true },
		isUserSelectable: true,
		isDefault: true,
	};
	context.subscriptions.push(
		vscode.lm.registerLanguageModelChatProvider('image-assets-test', {
			provideLanguageModelChatInformation: () => [model],
			provideLanguageModelChatResponse: (_model, messages, options, progress) => {
				const offered = (options.tools ?? []).map(({ name }) => name);
				log.offered = offered.length > 0 ? offered : log.offered;
				progress.report(answer(messages));
				return Promise.resolve();
			},
			provideTokenCount: () => Promise.resolve(10),
		}),
	);
	context.subscriptions.push(vscode.chat.createChatParticipant('image-assets-test.painter', paint));
	void vscode.lm.selectChatModels({});
}

/** `@painter a fox` generates a fox with the tool, on behalf of the user's request. */
const paint: vscode.ChatRequestHandler = async (request, _context, response, token) => {
	const options = {
		input: { prompt: request.prompt },
		toolInvocationToken: request.toolInvocationToken,
	};
	try {
		const { content } = await vscode.lm.invokeTool(tools.generate, options, token);
		log.results.push({ tool: 'generate', ...partsOf(content) });
	} catch (error) {
		const text = error instanceof Error ? error.message : String(error);
		log.results.push({ tool: 'generate', text, images: [] });
	}
	response.markdown('That was it.');
};

let calls = 0;

function call(tool: keyof typeof tools, input: object): vscode.LanguageModelToolCallPart {
	return new vscode.LanguageModelToolCallPart(`${tool}-${++calls}`, tools[tool], input);
}

function answer(
	messages: readonly vscode.LanguageModelChatRequestMessage[],
): vscode.LanguageModelToolCallPart | vscode.LanguageModelTextPart {
	const results = messages.at(-1)?.content.filter(part => part instanceof vscode.LanguageModelToolResultPart);
	const [result] = results ?? [];
	if (result !== undefined) {
		return afterResult(result);
	}
	const said = messages
		.flatMap(({ content }) => [...content])
		.filter(part => part instanceof vscode.LanguageModelTextPart)
		.map(({ value }) => value)
		.join('\n');
	const orders = [
		...said.matchAll(
			/Scaffold the page|Fill ([\w./ -]+?) at (low|high)|Generate ([^\n]+?) at (low|medium|high)/g,
		),
	];
	const [order, files, quality, prompt, quality2] = orders.at(-1) ?? [];
	if (files !== undefined) {
		return call('fill', { files: files.split(' '), quality });
	}
	if (prompt !== undefined) {
		return call('generate', { prompt, quality: quality2 });
	}
	return order === undefined ? new vscode.LanguageModelTextPart('Hello.') : call('find', {});
}

function afterResult({ callId, content }: vscode.LanguageModelToolResultPart) {
	const tool = callId.split('-')[0] ?? '';
	const { text, images } = partsOf(content);
	log.results.push({ tool, text, images });
	switch (tool) {
		case 'find':
			return call('placeholders', { missing: true });
		case 'placeholders':
			return new vscode.LanguageModelTextPart('The placeholders are in place. Shall I fill them?');
		default:
			return new vscode.LanguageModelTextPart(`That is what came of it: ${text.slice(0, 200)}`);
	}
}

function partsOf(content: readonly unknown[]): { text: string; images: string[] } {
	return {
		text: content
			.filter(part => part instanceof vscode.LanguageModelTextPart)
			.map(({ value }) => value)
			.join('\n'),
		images: content
			.filter(part => part instanceof vscode.LanguageModelDataPart)
			.map(({ mimeType }) => mimeType),
	};
}
