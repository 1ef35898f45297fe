import type { LanguageModelToolResult, PreparedToolInvocation } from 'vscode';
import type { ToolInput } from '../../core/agents/toolInputs.ts';
import type { ToolName } from '../../core/agents/toolNames.ts';
import type { Services } from '../services.ts';

/** A language model tool. Its input has been validated. */
export interface AgentTool<Name extends ToolName> {
	/**
	 * What the chat asks and shows before the call. Spends and writes nothing.
	 *
	 * @throws whatever `invoke` would throw
	 */
	readonly prepare: (
		services: Services,
		input: ToolInput<Name>,
		signal: AbortSignal,
	) => Promise<PreparedToolInvocation>;
	/**
	 * @throws NothingSavedError if no image was saved, which says what may have been charged; for any other error
	 * nothing was charged.
	 */
	readonly invoke: (
		services: Services,
		input: ToolInput<Name>,
		signal: AbortSignal,
	) => Promise<LanguageModelToolResult>;
}
