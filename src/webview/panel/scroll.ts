import type { KeptPageState } from './pageState.ts';

/** Remembers how far the parts of the page are scrolled. */
export function createScrollKeeper(
	kept: KeptPageState,
	{ composer, content }: { readonly composer: HTMLElement; readonly content: HTMLElement },
): { restore(): void } {
	const { composer: composerTop, content: contentTop, page: pageTop } = kept.current.scroll;
	let isRestored = false;
	const keep = () => {
		if (isRestored) {
			kept.change({
				scroll: {
					composer: Math.max(0, composer.scrollTop),
					content: Math.max(0, content.scrollTop),
					page: Math.max(0, scrollY),
				},
			});
		}
	};
	for (const target of [composer, content, window]) {
		target.addEventListener('scroll', keep, { passive: true });
	}
	return {
		restore() {
			composer.scrollTop = composerTop;
			content.scrollTop = contentTop;
			scrollTo(0, pageTop);
			isRestored = true;
		},
	};
}
