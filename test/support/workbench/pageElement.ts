/** What functions that run in the page use of an element; the tests are compiled without the DOM's types. */
export interface PageElement {
	textContent: string | null;
	getAttribute: (name: string) => string | null;
}
