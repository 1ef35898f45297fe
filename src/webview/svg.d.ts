/** What esbuild.js makes of a codicon. */
declare module '*.svg' {
	const icon: {
		readonly viewBox: string;
		readonly paths: readonly Readonly<Record<string, string>>[];
	};
	export default icon;
}
