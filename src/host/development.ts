import { ExtensionMode, type ExtensionContext } from 'vscode';

/** Environment variables for development and tests; ignored in production. */
interface Development {
	/** `IMAGE_ASSETS_API_BASE_URL` */
	readonly apiBaseUrl: string | undefined;
	/** `IMAGE_ASSETS_API_KEY`; a key entered by the user takes precedence. */
	readonly apiKey: string | undefined;
	/** `IMAGE_ASSETS_WAIT_SCALE`: a factor on every wait of a job, including request timeouts, so that tests run faster. */
	readonly waitScale: number;
}

export function developmentOf({ extensionMode }: ExtensionContext): Development {
	const environment = extensionMode === ExtensionMode.Production ? {} : process.env;
	return {
		apiBaseUrl: environment.IMAGE_ASSETS_API_BASE_URL,
		apiKey: environment.IMAGE_ASSETS_API_KEY,
		waitScale: Number(environment.IMAGE_ASSETS_WAIT_SCALE ?? 1),
	};
}
