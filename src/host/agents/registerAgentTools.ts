import { Disposable, lm } from 'vscode';
import { toolNames, type ToolName } from '../../core/agents/toolNames.ts';
import type { LoadServices } from '../services.ts';

/** Registers the tools for agents; their code is loaded when one is first called. */
export function registerAgentTools(loadServices: LoadServices): Disposable {
	const names = Object.keys(toolNames) as ToolName[];
	return Disposable.from(
		...names.map(name =>
			lm.registerTool<unknown>(toolNames[name], {
				async prepareInvocation({ input }, token) {
					const [services, { prepareTool }] = await load(loadServices);
					return prepareTool(services, name, input, token);
				},
				async invoke({ input }, token) {
					const [services, { invokeTool }] = await load(loadServices);
					return invokeTool(services, name, input, token);
				},
			}),
		),
	);
}

function load(loadServices: LoadServices) {
	return Promise.all([loadServices(), import('./agentTools.ts')]);
}
