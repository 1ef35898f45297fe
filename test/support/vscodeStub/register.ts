/** Lets unit tests load host files that only use VS Code's texts: `vscode` resolves to `vscode.ts`. */
import { registerHooks } from 'node:module';

const stub = new URL('./vscode.ts', import.meta.url).href;

registerHooks({
	resolve: (specifier, context, nextResolve) =>
		specifier === 'vscode' ? { url: stub, shortCircuit: true } : nextResolve(specifier, context),
});
