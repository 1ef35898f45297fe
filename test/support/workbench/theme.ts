import type { Page } from 'playwright-core';
import type { VsCodeVersion } from '../vscode/installVsCode.ts';
import type { InHost } from './driver/hostCaller.ts';
import { waitFor } from './waitFor.ts';

export type Theme = 'dark' | 'light' | 'hc' | 'hcLight';

/** The default theme of each kind: its name in the settings, and its file. */
const themes: Record<VsCodeVersion, Record<Theme, [name: string, file: string]>> = {
	oldest: {
		dark: ['Default Dark Modern', 'dark_modern'],
		light: ['Default Light Modern', 'light_modern'],
		hc: ['Default High Contrast', 'hc_black'],
		hcLight: ['Default High Contrast Light', 'hc_light'],
	},
	newest: {
		dark: ['Dark 2026', '2026-dark'],
		light: ['Light 2026', '2026-light'],
		hc: ['Default High Contrast', 'hc_black'],
		hcLight: ['Default High Contrast Light', 'hc_light'],
	},
};

/** The name of a theme in the settings. */
export function themeName(version: VsCodeVersion, theme: Theme): string {
	return themes[version][theme][0];
}

/** A window may ignore the theme of its settings until it is fully up: sets it again until it shows. */
export async function applyTheme(
	page: Page,
	inHost: InHost,
	version: VsCodeVersion,
	theme: Theme,
): Promise<void> {
	const [name, file] = themes[version][theme];
	const wanted = page.locator(`.monaco-workbench.vscode-theme-defaults-themes-${file}-json`);
	const write = (value: string | null) =>
		inHost(async ({ workspace }, argument) => {
			await workspace.getConfiguration('workbench').update('colorTheme', argument ?? undefined, true);
		}, value);
	await waitFor(
		`the theme ${name}`,
		async () => {
			if (await wanted.isVisible()) {
				return true;
			}
			await write(null);
			await write(name);
			return wanted.waitFor({ timeout: 3000 }).then(() => true);
		},
		60_000,
	);
}
