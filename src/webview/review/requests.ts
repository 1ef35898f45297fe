import type { ReviewRequest, ToReview } from '../../shared/review.ts';
import type { WishOf } from '../requests.ts';

export type Wish = WishOf<ReviewRequest>;
export type Answer = Extract<ToReview, { type: 'result' }>;
