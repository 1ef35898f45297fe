import assert from 'node:assert/strict';
import {
	canPan,
	centeredOn,
	centerOf,
	contained,
	fit,
	isBetterStacked,
	nextScale,
	panBy,
	visibleSpan,
	zoomTo,
} from '../../../src/webview/review/view.ts';

const image = { width: 1000, height: 500 };
const box = { width: 524, height: 424 };

suite('review view', () => {
	test('the whole image is in the middle with a margin, and a small one keeps its size', () => {
		assert.deepEqual(fit(image, box), { x: 12, y: 87, scale: 0.5 });
		assert.deepEqual(fit({ width: 100, height: 50 }, box), { x: 212, y: 187, scale: 1 });
		assert.ok(fit(image, { width: 0, height: 0 }).scale > 0);
	});

	test('what is under the pointer stays there while the image grows and shrinks', () => {
		const at = { x: 300, y: 200 };
		let view = fit(image, box);
		const under = () => ({ x: (at.x - view.x) / view.scale, y: (at.y - view.y) / view.scale });
		const before = under();
		for (const scale of [1, 2, 7, 3, 1]) {
			view = zoomTo(view, scale, at, image, box);
			assert.ok(Math.abs(under().x - before.x) < 1e-9 && Math.abs(under().y - before.y) < 1e-9);
		}
	});

	test('no gap opens at an edge, and what fits stays in the middle', () => {
		const large = zoomTo(fit(image, box), 1, { x: 262, y: 212 }, image, box);
		assert.ok(canPan(large, image, box));
		assert.deepEqual(panBy(large, { x: 9999, y: 9999 }, image, box), { x: 0, y: 0, scale: 1 });
		assert.deepEqual(panBy(large, { x: -9999, y: -9999 }, image, box), { x: -476, y: -76, scale: 1 });
		const whole = fit(image, box);
		assert.ok(!canPan(whole, image, box));
		assert.deepEqual(panBy(whole, { x: 50, y: 50 }, image, box), whole);
	});

	test('the scale has limits', () => {
		assert.equal(zoomTo(fit(image, box), 1000, { x: 0, y: 0 }, image, box).scale, 16);
		assert.equal(zoomTo(fit(image, box), 0, { x: 0, y: 0 }, image, box).scale, 0.05);
		const huge = { width: 100_000, height: 100 };
		const whole = fit(huge, box);
		assert.equal(zoomTo(whole, 0, { x: 0, y: 0 }, huge, box).scale, whole.scale);
	});

	test('the steps of − and + lead to 100 % from both sides', () => {
		assert.equal(nextScale(0.8, true), 1);
		assert.equal(nextScale(1.2, false), 1);
		assert.equal(nextScale(1, true), 1.5);
		assert.equal(nextScale(1, false), 0.75);
		assert.equal(nextScale(0.9999999, true), 1.5);
		assert.equal(nextScale(16, true), 16);
	});

	test('the middle stays the middle in a box of another size', () => {
		const view = zoomTo(fit(image, box), 2, { x: 100, y: 100 }, image, box);
		const center = centerOf(view, box);
		assert.deepEqual(centeredOn(center, 2, image, box), view);
		const half = { width: 262, height: 424 };
		assert.deepEqual(centerOf(centeredOn(center, 2, image, half), half), center);
	});

	test('the divider moves over what can be seen of the image', () => {
		assert.deepEqual(visibleSpan({ x: 12, y: 0, scale: 0.5 }, image, box), { start: 12, end: 512 });
		assert.deepEqual(visibleSpan({ x: -100, y: 0, scale: 2 }, image, box), { start: 0, end: 524 });
	});

	test('an image of other proportions lies within, one of the same fills', () => {
		assert.deepEqual(contained({ width: 2000, height: 1000 }, image), image);
		assert.deepEqual(contained({ width: 1001, height: 500 }, image), image);
		assert.deepEqual(contained({ width: 1024, height: 1024 }, image), { width: 500, height: 500 });
	});

	test('two wide images stand above each other where there is no width', () => {
		assert.ok(isBetterStacked(image, { width: 360, height: 300 }));
		assert.ok(!isBetterStacked(image, { width: 1400, height: 500 }));
		assert.ok(!isBetterStacked({ width: 500, height: 1000 }, { width: 360, height: 300 }));
	});
});
