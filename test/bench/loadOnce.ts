/**
 * Loads the extension module named by the first argument in this process, with a stub of `vscode` that exports the
 * names in the second one, activates it, and prints the milliseconds of both as JSON.
 */
import { registerHooks } from 'node:module';
import { pathToFileURL } from 'node:url';

interface ExtensionModule {
	activate(context: { subscriptions: unknown[] }): unknown;
}

const [file = '', names = ''] = process.argv.slice(2);
const exported = names.split(',').map(name => `anything as ${name}`);
/** Every property, call and construction returns the stub itself. */
const standIn = `const anything = new Proxy(function () {}, {
	get: (_target, name) => (name === 'then' || typeof name === 'symbol' ? undefined : anything),
	apply: () => anything,
	construct: () => anything,
});
export { ${exported.join(', ')} };`;
registerHooks({
	resolve: (specifier, context, next) =>
		specifier === 'vscode' ? { url: 'vscode:api', shortCircuit: true } : next(specifier, context),
	load: (url, context, next) =>
		url === 'vscode:api' ? { format: 'module', source: standIn, shortCircuit: true } : next(url, context),
});

// VS Code loads its own module before any extension's.
await import('vscode');
const started = performance.now();
const extension = (await import(pathToFileURL(file).href)) as ExtensionModule;
const loaded = performance.now();
extension.activate({ subscriptions: [] });
const activated = performance.now();
console.log(JSON.stringify({ load: loaded - started, activate: activated - loaded }));
// Anything it scheduled for later would go on with the stub.
process.exit();
