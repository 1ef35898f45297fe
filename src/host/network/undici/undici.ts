// The order of these imports keeps the process-wide dispatcher slots unchanged.
import './holdSlots.ts';
import { EnvHttpProxyAgent, fetch } from 'undici';
import './releaseSlots.ts';

export { EnvHttpProxyAgent, fetch };
