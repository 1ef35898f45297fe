import type { ReviewRequest, ToReview } from '../../shared/review.ts';
import type { WithoutId } from '../requests.ts';

export type PageRequest = WithoutId<ReviewRequest>;
export type Answer = Extract<ToReview, { type: 'result' }>;
