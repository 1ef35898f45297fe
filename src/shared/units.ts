/** `1024 × 768` */
export function formatSize({ width, height }: { readonly width: number; readonly height: number }): string {
	return `${width} × ${height}`;
}
