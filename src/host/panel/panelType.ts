/** The view's id; it can be moved to another container. */
export const viewId = 'imageAssets.view';

/** The webview's type; VS Code remembers open panels by it. */
export const panelType = 'imageAssets.panel';
