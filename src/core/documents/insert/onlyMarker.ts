/** Whether what is left of a comment says no more than that an image is to come: its marks, `TODO image:`. */
export function isOnlyMarker(rest: string): boolean {
	return /^(?:todo|fixme|image|img|[^\p{L}\p{N}])*$/iu.test(rest);
}
