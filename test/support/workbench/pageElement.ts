/** The part of an element that functions in the page use; the tests are compiled without DOM types. */
export interface PageElement {
	textContent: string | null;
	getAttribute: (name: string) => string | null;
}
