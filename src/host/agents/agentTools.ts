import {
	l10n,
	type CancellationToken,
	type LanguageModelToolResult,
	type PreparedToolInvocation,
} from 'vscode';
import { parseToolInput } from '../../core/agents/toolInputs.ts';
import type { ToolName } from '../../core/agents/toolNames.ts';
import { UserError } from '../../core/userError.ts';
import type { Services } from '../services.ts';
import { agentTools as isOn } from '../workspace/settings.ts';
import { requireWorkspace } from '../workspace/trust.ts';
import type { AgentTool } from './agentTool.ts';
import { createPlaceholdersTool } from './createPlaceholdersTool.ts';
import { editImageTool } from './editImageTool.ts';
import { fillMissingTool } from './fillMissingTool.ts';
import { findMissingTool } from './findMissingTool.ts';
import { generateImageTool } from './generateImageTool.ts';
import { inputError, toolError } from './toolErrors.ts';

const tools: { readonly [Name in ToolName]: AgentTool<Name> } = {
	generate: generateImageTool,
	edit: editImageTool,
	findMissing: findMissingTool,
	createPlaceholders: createPlaceholdersTool,
	fillMissing: fillMissingTool,
};

/**
 * Returns what the chat asks and shows before a call.
 *
 * @throws Error like `invokeTool`: the user isn't asked about a call that can't succeed, and a call doesn't continue
 * unless the user was asked.
 */
export async function prepareTool(
	services: Services,
	name: ToolName,
	given: unknown,
	token: CancellationToken,
): Promise<PreparedToolInvocation> {
	try {
		const { tool, input } = open(name, given);
		return await withSignal(token, signal => tool.prepare(services, input, signal));
	} catch (error) {
		throw toolError(services.log, error);
	}
}

/**
 * Runs a call.
 *
 * @throws Error whose message says what happened, whether anything was charged, and how to fix it.
 */
export async function invokeTool(
	services: Services,
	name: ToolName,
	given: unknown,
	token: CancellationToken,
): Promise<LanguageModelToolResult> {
	try {
		const { tool, input } = open(name, given);
		return await withSignal(token, signal => tool.invoke(services, input, signal));
	} catch (error) {
		throw toolError(services.log, error);
	}
}

/** @throws UserError if the tools are off, the workspace isn't trusted, or the input is invalid. */
function open<Name extends ToolName>(name: Name, given: unknown) {
	if (!isOn()) {
		throw new UserError(
			l10n.t('The user has turned off the tools for agents (setting imageAssets.agentTools).'),
		);
	}
	requireWorkspace();
	const parsed = parseToolInput(name, given);
	if (!parsed.ok) {
		throw inputError(parsed.problem);
	}
	const tool: AgentTool<Name> = tools[name];
	return { tool, input: parsed.input };
}

async function withSignal<T>(
	token: CancellationToken,
	task: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
	const controller = new AbortController();
	const abort = () => {
		controller.abort();
	};
	const subscription = token.onCancellationRequested(abort);
	if (token.isCancellationRequested) {
		abort();
	}
	try {
		return await task(controller.signal);
	} finally {
		subscription.dispose();
	}
}
