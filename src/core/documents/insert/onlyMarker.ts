/** Whether the rest of a comment only announces an image: its marks, `TODO image:`. */
export function isOnlyMarker(rest: string): boolean {
	return /^(?:todo|fixme|image|img|[^\p{L}\p{N}])*$/iu.test(rest);
}
