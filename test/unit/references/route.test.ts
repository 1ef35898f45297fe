import assert from 'node:assert/strict';
import { policy } from '../../../src/core/policy.ts';
import type { Reference } from '../../../src/core/references/reference.ts';
import { routeOf, type RouteFacts } from '../../../src/core/jobs/uploads/jobReferences.ts';

const most = policy.reference.multipartTotal;

function file(bytes: number): Reference {
	return { type: 'file', sha256: '', format: 'png', bytes, width: 1, height: 1, name: 'a.png' };
}
const url: Reference = { type: 'url', url: 'https://example.com/a.png' };

suite('the way of input images to the service', () => {
	const table: [what: string, references: Reference[], ReturnType<typeof routeOf>, Partial<RouteFacts>?][] = [
		['one small file', [file(1000)], 'direct'],
		['16 small files', Array.from({ length: 16 }, () => file(1000)), 'direct'],
		['as many bytes as one call takes', [file(most / 2), file(most / 2)], 'direct'],
		['a byte more', [file(most / 2), file(most / 2 + 1)], 'storage'],
		['one large file', [file(20_000_000)], 'storage'],
		['an address alone', [url], 'storage'],
		['an address among files', [file(10), url, file(10)], 'storage'],
		['a small file that other jobs use', [file(10)], 'storage', { shared: true }],
		['a small file that is there already', [file(10)], 'storage', { uploaded: true }],
	];
	for (const [what, references, route, facts] of table) {
		test(`${what}: ${route}`, () => {
			assert.equal(routeOf({ references, shared: false, uploaded: false, ...facts }), route);
		});
	}
});
