/**
 * How long an answer asks to wait, in milliseconds from `now`, or undefined when it does not say.
 * Reads `retry-after-ms` (milliseconds), then `retry-after` (seconds or an HTTP date; RFC 9110 §10.2.3).
 */
export function retryAfterOf(headers: Headers, now: number): number | undefined {
	const milliseconds = parseNumber(headers.get('retry-after-ms'));
	if (milliseconds !== undefined) {
		return milliseconds;
	}
	const value = headers.get('retry-after');
	const seconds = parseNumber(value);
	if (seconds !== undefined) {
		return seconds * 1000;
	}
	const date = value === null ? Number.NaN : Date.parse(value);
	return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}

function parseNumber(value: string | null): number | undefined {
	const number = value !== null && /^\s*\d+(\.\d+)?\s*$/.test(value) ? Number(value) : undefined;
	// With enough digits, Number gives Infinity.
	return number !== undefined && Number.isFinite(number * 1000) ? number : undefined;
}
