/** The drag data type for the path, as the user knows it, of an image that is dragged out of the page. */
export const imagePathType = 'application/vnd.image-assets.path';
