import { policy } from '../policy.ts';

/** Larger than any count of seconds and smaller than any of milliseconds, for dates from 1973 to 5138. */
const millisecondsFrom = 1e11;

/**
 * When a signed URL expires, in milliseconds since the epoch: from `X-Amz-Date` and `X-Amz-Expires`, or from
 * `Expires` (in seconds or milliseconds) in its query; without them, `policy.reference.urlLifetime` from `now`.
 * Parameter names match in any case.
 */
export function expiryOf(address: string, now: number): number {
	const query = new Map<string, string>();
	for (const [name, value] of URL.parse(address)?.searchParams ?? []) {
		query.set(name.toLowerCase(), value);
	}
	const signedAt = parseBasicDate(query.get('x-amz-date'));
	const seconds = parseCount(query.get('x-amz-expires'));
	if (signedAt !== undefined && seconds !== undefined) {
		return signedAt + seconds * 1000;
	}
	const expires = parseCount(query.get('expires'));
	if (expires !== undefined) {
		return expires < millisecondsFrom ? expires * 1000 : expires;
	}
	return now + policy.reference.urlLifetime;
}

function parseCount(text: string | undefined): number | undefined {
	return text !== undefined && /^\d{1,15}$/.test(text) ? Number(text) : undefined;
}

/** `20260101T000000Z` */
function parseBasicDate(text: string | undefined): number | undefined {
	const parts = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(text ?? '');
	if (parts === null) {
		return undefined;
	}
	const [, year, month, day, hour, minute, second] = parts;
	const time = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
	return Number.isNaN(time) ? undefined : time;
}
