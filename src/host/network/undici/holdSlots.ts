/**
 * undici puts its own agent into process-wide slots while it is loaded, which every other extension's `fetch`
 * shares. A slot that is taken is left alone; so, for the moment of loading, this one is. Must be imported
 * before undici, and `releaseSlots.ts` right behind it: the three run without a pause.
 */
export const slot = Symbol.for('undici.globalDispatcher.2');

export const wasFree = !(slot in globalThis);

if (wasFree) {
	Object.defineProperty(globalThis, slot, { value: {}, configurable: true });
}
