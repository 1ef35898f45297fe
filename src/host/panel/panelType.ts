/** The webview's type; VS Code remembers open panels by it. */
export const panelType = 'imageAssets.panel';
