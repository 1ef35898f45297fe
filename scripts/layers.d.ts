export type Layer = 'extension.ts' | 'host' | 'core' | 'webview' | 'shared';
export const layers: Readonly<Record<Layer, readonly Layer[]>>;
export function layerOf(path: string): Layer | undefined;
export function mayImport(from: Layer, to: Layer): boolean;
