import type { Region } from '../tags.ts';
import type { Target } from './target.ts';

/** Whether a comment only announces an image beside the selection: its marks, `TODO image:`. */
export function isOnlyMarker(to: Target, comment: Region): boolean {
	const rest = to.text.slice(comment.start, to.start) + to.text.slice(to.end, comment.end);
	return /^(?:todo|fixme|image|img|[^\p{L}\p{N}])*$/iu.test(rest);
}
