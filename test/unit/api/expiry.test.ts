import assert from 'node:assert/strict';
import { expiryOf } from '../../../src/core/api/expiry.ts';
import { policy } from '../../../src/core/policy.ts';

suite('when an address expires', () => {
	const now = Date.parse('2026-01-01T00:00:00Z');
	const table: [query: string, at: string | number][] = [
		['X-Amz-Date=20260101T010000Z&X-Amz-Expires=3600&X-Amz-Signature=a', '2026-01-01T02:00:00Z'],
		['x-amz-date=20260101T010000Z&x-amz-expires=60', '2026-01-01T01:01:00Z'],
		['Expires=1767229200&Signature=a', '2026-01-01T01:00:00Z'],
		['expires=1767229200000&signature=a', '2026-01-01T01:00:00Z'],
		['', now + policy.reference.urlLifetime],
		['expires=soon', now + policy.reference.urlLifetime],
		['X-Amz-Expires=3600', now + policy.reference.urlLifetime],
		['X-Amz-Date=20261301T000000Z&X-Amz-Expires=60', now + policy.reference.urlLifetime],
	];
	for (const [query, at] of table) {
		test(query === '' ? 'it does not say' : query, () => {
			const expected = typeof at === 'string' ? Date.parse(at) : at;
			assert.equal(expiryOf(`https://store.example/a.png?${query}`, now), expected);
		});
	}
});
