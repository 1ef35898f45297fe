import { dateLocale, t } from '../texts.ts';

/** `18 s`, `1 min 12 s` */
export function formatElapsed(ms: number): string {
	const seconds = Math.floor(ms / 1000);
	return seconds < 60 ? t('{0} s', seconds) : t('{0} min {1} s', Math.floor(seconds / 60), seconds % 60);
}

/** The latest time that a date can represent. */
const lastTime = 8.64e15;
const day = new Intl.DateTimeFormat(dateLocale(), { day: 'numeric', month: 'short' });
const dayOfYear = new Intl.DateTimeFormat(dateLocale(), { day: 'numeric', month: 'short', year: 'numeric' });
const moment = new Intl.DateTimeFormat(dateLocale(), { dateStyle: 'long', timeStyle: 'short' });

/** `1 Dec` */
export function formatDay(time: number): string {
	return day.format(Math.min(time, lastTime));
}

/** `1 December 2026 at 14:05` */
export function formatMoment(time: number): string {
	return moment.format(Math.min(time, lastTime));
}

/** `just now`, `2 min ago`, `3 h ago`, `yesterday`, `1 Dec`, `1 Dec 2024` */
export function formatAge(time: number, now: number): string {
	const minutes = Math.floor((now - time) / 60_000);
	if (minutes < 1) {
		return t('just now');
	}
	if (minutes < 60) {
		return t('{0} min ago', minutes);
	}
	const [then, today] = [new Date(time), new Date(now)];
	if (then.toDateString() === today.toDateString()) {
		return t('{0} h ago', Math.floor(minutes / 60));
	}
	today.setDate(today.getDate() - 1);
	if (then.toDateString() === today.toDateString()) {
		return t('yesterday');
	}
	return (then.getFullYear() === new Date(now).getFullYear() ? day : dayOfYear).format(then);
}

/** How much of a job's bar is filled, 0–0.95: it never shows an unfinished job as done. */
export function progressOf(elapsed: number, usual: number): number {
	return Math.min(0.95, usual > 0 ? elapsed / usual : 1);
}
