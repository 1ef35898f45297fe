import type { PanelRequest, ToPanel } from '../../shared/panel.ts';
import type { WithoutId } from '../requests.ts';

export type PageRequest = PanelRequest extends infer R ? WithoutId<R> : never;
export type Answer = Extract<ToPanel, { type: 'result' }>;
