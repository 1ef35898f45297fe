/** `18 s`, `1 min 12 s` */
export function formatElapsed(ms: number): string {
	const seconds = Math.floor(ms / 1000);
	return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

/** The latest moment that a date can hold. */
const lastTime = 8.64e15;
const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' });

/** `1 Dec` */
export function formatDay(time: number): string {
	return day.format(Math.min(time, lastTime));
}

/** How much of a job's bar is filled, 0–0.95: it never says that a job is done which is not. */
export function progressOf(elapsed: number, usual: number): number {
	return Math.min(0.95, usual > 0 ? elapsed / usual : 1);
}
