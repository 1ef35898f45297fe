import { Disposable } from 'vscode';

/**
 * Starts something once the window has started; activation doesn't wait for it.
 *
 * @param load loads its code. What it resolves to is not called if this was disposed meanwhile.
 */
export function afterStart(load: () => Promise<() => Disposable>): Disposable {
	let disposed = false;
	let started: Disposable | undefined;
	const timer = setTimeout(() => {
		void load().then(start => {
			started = disposed ? undefined : start();
		});
	}, 0);
	return new Disposable(() => {
		disposed = true;
		clearTimeout(timer);
		started?.dispose();
	});
}
