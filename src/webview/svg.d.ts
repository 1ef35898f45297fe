/** What esbuild.js turns a codicon into. */
declare module '*.svg' {
	const icon: {
		readonly viewBox: string;
		readonly paths: readonly Readonly<Record<string, string>>[];
	};
	export default icon;
}
