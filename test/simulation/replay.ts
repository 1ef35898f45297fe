/** Runs in its own process: prints everything that happens with one seed, or with a plan in a file. */
import { readFileSync } from 'node:fs';
import { applyMutation } from './mutationHooks.ts';

const [what = '', mutation] = process.argv.slice(2);
if (mutation !== undefined) {
	applyMutation(mutation);
}
// Imported only now, so that the mutation applies.
const { planFor } = await import('./schedule.ts');
const { parsePlan } = await import('./planText.ts');
const { simulate } = await import('./simulate.ts');
const { installVirtualGlobals } = await import('./virtualGlobals.ts');

installVirtualGlobals();
const [seed, plan] = /^\d+$/.test(what)
	? [Number(what), planFor(Number(what))]
	: [1, parsePlan(JSON.parse(readFileSync(what, 'utf8')))];
const { violations } = await simulate(seed, plan, line => {
	console.log(line);
});
for (const violation of violations) {
	console.log(`✖ ${violation}`);
}
process.exitCode = violations.length === 0 ? 0 : 1;
