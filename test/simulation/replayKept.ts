/** Runs in its own process: replays every plan that ever failed, and reports over its channel which fail again. */
import { keptPlans } from './keptPlans.ts';
import { parsePlan } from './planText.ts';
import { simulate } from './simulate.ts';
import { installVirtualGlobals } from './virtualGlobals.ts';

installVirtualGlobals();
for (const { seed, fault, plan } of keptPlans()) {
	const { violations } = await simulate(seed, parsePlan(plan));
	if (violations.length > 0) {
		process.send?.(`seed ${seed} fails again (${fault}): ${violations.join('; ')}`);
	}
}
process.disconnect();
