import { l10n, type CancellationToken } from 'vscode';
import { parseToolInput, type ToolInput } from '../../core/agents/toolInputs.ts';
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
export function prepareTool(services: Services, name: ToolName, given: unknown, token: CancellationToken) {
	return withTool(services, name, given, token, (tool, input, signal) =>
		tool.prepare(services, input, signal),
	);
}

/**
 * Runs a call.
 *
 * @throws Error whose message says what happened, whether anything was charged, and how to fix it.
 */
export function invokeTool(services: Services, name: ToolName, given: unknown, token: CancellationToken) {
	return withTool(services, name, given, token, (tool, input, signal) =>
		tool.invoke(services, input, signal),
	);
}

async function withTool<Name extends ToolName, T>(
	{ log }: Services,
	name: Name,
	given: unknown,
	token: CancellationToken,
	task: (tool: AgentTool<Name>, input: ToolInput<Name>, signal: AbortSignal) => Promise<T>,
): Promise<T> {
	const cancel = new AbortController();
	const abort = () => {
		cancel.abort();
	};
	const subscription = token.onCancellationRequested(abort);
	try {
		if (token.isCancellationRequested) {
			abort();
		}
		return await task(tools[name], checked(name, given), cancel.signal);
	} catch (error) {
		throw toolError(log, error);
	} finally {
		subscription.dispose();
	}
}

/** @throws UserError if the tools are off, the workspace isn't trusted, or the input is invalid. */
function checked<Name extends ToolName>(name: Name, given: unknown): ToolInput<Name> {
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
	return parsed.input;
}
