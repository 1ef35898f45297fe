import { ExtensionMode, type ExtensionContext } from 'vscode';

/** What the environment may set while the extension is developed or tested; never in production. */
export interface Development {
	/** `IMAGE_ASSETS_API_BASE_URL` */
	readonly apiBaseUrl: string | undefined;
	/** `IMAGE_ASSETS_API_KEY`; a key that the user enters comes before it. */
	readonly apiKey: string | undefined;
	/** `IMAGE_ASSETS_WAIT_SCALE`: a factor on every wait of a job, for an answer too, so that tests need not wait as long as users. */
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
