import { contentHash } from '../../core/images/contentHash.ts';
import type { IconPurpose } from '../../core/images/icons/drawIcon.ts';
import type { SourceType } from '../../core/images/sourceMark.ts';
import { faviconSizes } from '../../core/documents/references/iconSizes.ts';
import type { StagedImage } from '../../core/jobs/job.ts';
import { stageImage } from '../../core/jobs/stageImage.ts';
import type { OutputFormat } from '../../shared/model.ts';
import type { ImageEngine } from '../images/imageEngine.ts';

interface IconFile {
	readonly purpose: IconPurpose;
	/** The sides of an ICO's images, in pixels; a favicon's by default. */
	readonly sizes?: readonly number[] | undefined;
	readonly format: OutputFormat | 'ico';
	/** In pixels. For an ICO, its largest size. */
	readonly side: number;
	readonly backdrop?: readonly [number, number, number] | undefined;
	readonly sourceType: SourceType | undefined;
}

/** High, since compression artifacts are visible in small icons. */
const quality = 95;

/** Draws an icon of a picture. An ICO is staged as PNG, the format of the images in it. @throws CodecError */
export async function drawIconFile(
	engine: ImageEngine,
	bytes: Uint8Array,
	{ purpose, sizes = faviconSizes, format, side, backdrop, sourceType }: IconFile,
): Promise<StagedImage> {
	const drawn = await engine.icon(new Uint8Array(bytes), {
		sizes: format === 'ico' ? [...sizes] : [side],
		format,
		purpose,
		...(backdrop && { backdrop: [...backdrop] }),
		quality,
		sourceType,
	});
	return format === 'ico'
		? { ...drawn, format: 'png', sha256: contentHash(drawn.bytes) }
		: stageImage(drawn.bytes);
}
