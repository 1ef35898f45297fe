import { join } from 'node:path';
import { verifyImage } from '../../core/images/verifyImage.ts';
import { createLimiter } from '../../core/limiter.ts';
import { policy } from '../../core/policy.ts';
import { sweepWhenAdded } from '../../core/state/storageKeeper.ts';
import { sweepFolder, sweepParts } from '../../core/state/sweepState.ts';
import type { ImageEngine } from '../images/imageEngine.ts';
import { diskState } from './diskState.ts';
import type { DiskClock } from './durableFs.ts';

export type Thumbnails = ReturnType<typeof createThumbnails>;

interface ThumbnailsOptions {
	/** Platform path of a folder for thumbnails only; created when needed. */
	folder: string;
	engine: Pick<ImageEngine, 'thumbnail'>;
	clock: DiskClock;
}

/** Sharp at a height of 160 points on a display with two pixels per point. */
const longestSide = 320;
const day = 24 * 60 * 60 * 1000;
/** Images in memory at a time: one being resized, and one being read. */
const atOnce = 2;

/** Thumbnails, kept on disk by the hash of the image's content. */
export function createThumbnails({ folder, engine, clock }: ThumbnailsOptions) {
	const files = diskState(folder, { clock });
	const { signal } = new AbortController();
	const limiter = createLimiter(() => atOnce);
	const underWay = new Map<string, Promise<string>>();
	const { thumbnail: limits } = policy.storage;
	const added = sweepWhenAdded(limits.total, () =>
		sweepFolder(files, '', limits, clock.now()).catch(() => undefined),
	);

	async function find(name: string): Promise<boolean> {
		const [bytes, touchedAt] = await Promise.all([files.read(name), files.touchedAt(name)]);
		if (bytes === undefined || touchedAt === undefined || !verifyImage(bytes).ok) {
			return false;
		}
		if (Math.abs(clock.now() - touchedAt) > day) {
			await files.touch(name, clock.now());
		}
		return true;
	}

	async function findOrMake(name: string, read: () => Promise<Uint8Array<ArrayBuffer>>): Promise<string> {
		if (!(await find(name))) {
			await limiter.run(async () => {
				const picture = await engine.thumbnail(await read(), longestSide);
				await files.write(name, picture, 'quick');
				await added(picture.length);
			}, signal);
		}
		return join(folder, name);
	}

	return {
		/**
		 * The path of a WebP whose longest side is at most 320 pixels. `read` is called only if there is none yet, and
		 * its bytes are transferred. Concurrent requests for the same content share the work.
		 *
		 * @param sha256 of the image's bytes, in lower-case hex.
		 * @throws CodecError, StateError, and whatever `read` throws.
		 */
		async get(sha256: string, read: () => Promise<Uint8Array<ArrayBuffer>>): Promise<string> {
			if (!/^[0-9a-f]{64}$/.test(sha256)) {
				throw new RangeError(`${sha256} is no SHA-256`);
			}
			const name = `${sha256}.webp`;
			let path = underWay.get(name);
			if (path === undefined) {
				path = findOrMake(name, read).finally(() => underWay.delete(name));
				underWay.set(name, path);
			}
			return path;
		},
		/** Removes thumbnails that no one has requested for 30 days, and those in excess. @throws StateError */
		async sweep() {
			await sweepFolder(files, '', limits, clock.now());
			await sweepParts(files, clock.now());
		},
	};
}
