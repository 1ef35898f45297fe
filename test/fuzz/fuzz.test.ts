import assert from 'node:assert/strict';
import { fuzz } from './fuzz.ts';

/** The same cases each time, as many as there is time for; `npm run test:fuzz` makes others. */
const seed = 1;
const seconds = Number(process.env.IMAGE_ASSETS_FUZZ_SECONDS ?? '60');

suite('what is read from outside', function () {
	this.timeout((seconds + 300) * 1000);

	test('no input that ever failed, and none made in a minute, breaks, hangs or takes more than linear time', async () => {
		const { failures, cases } = await fuzz({ seconds, seed });
		// Mere milliseconds are figures: `npm run test:fuzz` prints them.
		const wrong = failures.filter(({ kind }) => kind !== 'slow');
		assert.deepEqual(wrong, [], `seed ${seed}`);
		assert.ok(cases > 0);
	});
});
