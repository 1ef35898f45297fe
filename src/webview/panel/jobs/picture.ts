/** Shows a thumbnail as soon as there is one. */
export function showPicture(picture: HTMLImageElement, thumbnail: string | undefined): void {
	picture.hidden = thumbnail === undefined;
	if (thumbnail !== undefined && picture.getAttribute('src') !== thumbnail) {
		picture.src = thumbnail;
	}
}
