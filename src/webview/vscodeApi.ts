/** The API that VS Code gives to a webview, once. */
export interface VsCodeApi {
	postMessage(message: unknown): void;
	/** What `setState` stored; it outlives the page, but not the tab. */
	getState(): unknown;
	setState(state: unknown): void;
}

declare global {
	function acquireVsCodeApi(): VsCodeApi;
}
