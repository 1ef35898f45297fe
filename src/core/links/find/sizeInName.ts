/** The longest side of an image that is taken for a wish, in pixels. */
export const largestSide = 8192;

const size = /(?<![\p{L}\p{N}.])(\d{1,5})[x×](\d{1,5})(?:px)?(?![\p{L}\p{N}]|\.\d)/giu;

/**
 * The size that a file's name says (`hero-1200x630.png`), in pixels; the last one where there are several.
 * Undefined where it says none, or sides that are not 1 to 8192. A density (`@2x`) is no size.
 */
export function sizeInName(path: string): { readonly width: number; readonly height: number } | undefined {
	const name = path.slice(path.lastIndexOf('/') + 1);
	const [, width, height] = [...name.slice(-255).matchAll(size)].at(-1) ?? [];
	const sides = { width: Number(width ?? 0), height: Number(height ?? 0) };
	return isSide(sides.width) && isSide(sides.height) ? sides : undefined;
}

/** The name without its size and densities. */
export function withoutSize(name: string): string {
	return name.replace(size, ' ').replace(/@\d+(?:\.\d+)?x/gi, ' ');
}

const isSide = (side: number) => side >= 1 && side <= largestSide;
