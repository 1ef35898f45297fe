// Loaded as the extension's own modules are: older versions of VS Code give those another object than `require` gets.
export { l10n, window } from 'vscode';
