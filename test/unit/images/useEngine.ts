/** A program that uses the engine once, never closes it, and ends: `imageEngine.test.ts` runs it. */
import { createImageEngine } from '../../../src/host/images/imageEngine.ts';

const engine = createImageEngine({ program: new URL('./troubledWorker.ts', import.meta.url) });
await engine.convert(new Uint8Array(1), { format: 'png', quality: 0 });
