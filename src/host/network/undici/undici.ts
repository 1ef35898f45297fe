// The order of these three is what keeps the process-wide dispatcher slots as they were.
import './holdSlots.ts';
import { EnvHttpProxyAgent, fetch } from 'undici';
import './releaseSlots.ts';

export { EnvHttpProxyAgent, fetch };
