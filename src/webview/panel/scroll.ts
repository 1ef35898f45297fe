import type { KeptPageState } from './pageState.ts';

const parts = () => ({
	composer: document.querySelector('.composer'),
	content: document.querySelector('.content'),
});

export function restoreScroll(kept: KeptPageState): void {
	const { composer, content } = parts();
	const { scroll } = kept.current;
	composer?.scrollTo(0, scroll.composer);
	content?.scrollTo(0, scroll.content);
	scrollTo(0, scroll.page);
}

/** Remembers how far the parts of the page are scrolled. */
export function keepScroll(kept: KeptPageState): void {
	const { composer, content } = parts();
	const keep = () => {
		kept.change({
			scroll: {
				composer: Math.max(0, composer?.scrollTop ?? 0),
				content: Math.max(0, content?.scrollTop ?? 0),
				page: Math.max(0, scrollY),
			},
		});
	};
	for (const target of [composer, content, window]) {
		target?.addEventListener('scroll', keep, { passive: true });
	}
}
