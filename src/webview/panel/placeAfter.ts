/** Where an offset ends up after its text has changed: it keeps its place in the common start and end of both texts. */
export function placeAfter(before: string, after: string, offset: number): number {
	const most = Math.min(before.length, after.length);
	let same = 0;
	while (same < most && before[same] === after[same]) {
		same += 1;
	}
	return offset <= same ? offset : Math.max(same, after.length - (before.length - offset));
}
