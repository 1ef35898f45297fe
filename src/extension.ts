import type { ExtensionContext } from 'vscode';
import { registerAgentTools } from './host/agents/registerAgentTools.ts';
import { registerCommands } from './host/commands/registerCommands.ts';
import { registerImageDrop } from './host/drop/registerImageDrop.ts';
import { registerImageHover } from './host/editor/registerImageHover.ts';
import { registerGenerateCodeAction } from './host/editor/generateCodeAction.ts';
import { registerRecord } from './host/record/registerRecord.ts';
import { registerRecovery } from './host/jobs/registerRecovery.ts';
import { lazyServices } from './host/lazyServices.ts';
import { registerMissingImages } from './host/missing/registerMissingImages.ts';
import { registerPanelSerializer } from './host/panel/registerPanelSerializer.ts';
import { registerPanelView } from './host/panel/registerPanelView.ts';

/** Registers every feature; what they do is loaded when they are first used. */
export function activate(context: ExtensionContext): void {
	const loadServices = lazyServices(context);
	context.subscriptions.push(
		registerAgentTools(loadServices),
		registerCommands(loadServices),
		registerGenerateCodeAction(),
		registerImageDrop(loadServices),
		registerImageHover(loadServices),
		registerMissingImages(loadServices),
		registerPanelSerializer(loadServices),
		registerPanelView(loadServices),
		registerRecord(loadServices),
		registerRecovery(context, loadServices),
	);
}
