import { slot, wasFree } from './holdSlots.ts';

if (wasFree) {
	Reflect.deleteProperty(globalThis, slot);
}
