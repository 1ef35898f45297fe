/**
 * While it loads, undici puts its own agent into process-wide slots that the `fetch` of every other extension
 * shares, unless they are taken. So this slot is taken for that moment. Must be imported before undici, with
 * `releaseSlots.ts` right after it: the three run without interruption.
 */
export const slot = Symbol.for('undici.globalDispatcher.2');

export const wasFree = !(slot in globalThis);

if (wasFree) {
	Object.defineProperty(globalThis, slot, { value: {}, configurable: true });
}
