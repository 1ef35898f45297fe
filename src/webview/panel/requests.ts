import type { PanelRequest, ToPanel } from '../../shared/panel.ts';
import type { WishOf } from '../requests.ts';

export type Wish = PanelRequest extends infer R ? WishOf<R> : never;
export type Answer = Extract<ToPanel, { type: 'result' }>;
