import { formatExtensions } from '../images/imageFormat.ts';
import type { OutputFormat } from '../../shared/model.ts';
import type { FilePart } from './multipart.ts';

/** An input image with its bytes. */
export interface InputFile {
	readonly blob: Blob;
	readonly format: OutputFormat;
}

/** The service's name for the `index`-th input image (from 0): the user's own file names stay private. */
export function inputFileName(index: number, format: OutputFormat): string {
	return `image-${index + 1}${formatExtensions[format][0]}`;
}

/** The input images as file parts of the service's form. */
export function inputParts(files: readonly InputFile[]): FilePart[] {
	return files.map(({ blob, format }, index) => ({
		name: 'file:input_images',
		fileName: inputFileName(index, format),
		contentType: `image/${format}`,
		content: blob,
	}));
}
