/** What VS Code gives a webview, once. */
export interface VsCodeApi {
	postMessage(message: unknown): void;
	/** What `setState` kept, which outlives the page, not the tab. */
	getState(): unknown;
	setState(state: unknown): void;
}

declare global {
	function acquireVsCodeApi(): VsCodeApi;
}
