import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { isNotFound } from '../../core/assets/assetError.ts';
import { verifyImage } from '../../core/assets/verifyImage.ts';
import { createLimiter } from '../../core/jobs/limiter.ts';
import type { ImageEngine } from '../images/imageEngine.ts';
import { diskState } from './diskState.ts';
import type { DiskClock } from './durableFs.ts';

/** Small pictures of images, kept on the disk by the hash of their content. */
export interface Thumbnails {
	/**
	 * The path of a WebP whose longest side is at most 320 pixels. `read` is called only where there is none yet; the
	 * bytes that it brings are handed over. Who asks for the same at the same time shares the work.
	 *
	 * @param sha256 of the image's bytes, in lower-case hex.
	 * @throws CodecError, StateError, and whatever `read` throws.
	 */
	get(sha256: string, read: () => Promise<Uint8Array<ArrayBuffer>>): Promise<string>;
	/** Deletes what nobody asked for in 30 days. */
	sweep(): Promise<void>;
}

export interface ThumbnailsOptions {
	/** The platform's path of a folder for these alone; made when it is needed. */
	folder: string;
	engine: Pick<ImageEngine, 'thumbnail'>;
	clock: DiskClock;
}

/** Sharp on a display of two pixels a point in a row of 160. */
const longestSide = 320;
const day = 24 * 60 * 60 * 1000;
const keep = 30 * day;
/** Images in memory at a time: one that is made smaller, and one that is read meanwhile. */
const atOnce = 2;

export function createThumbnails({ folder, engine, clock }: ThumbnailsOptions): Thumbnails {
	const files = diskState(folder, { clock });
	const { signal } = new AbortController();
	const limiter = createLimiter(() => atOnce);
	const underWay = new Map<string, Promise<string>>();

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
				await files.write(name, await engine.thumbnail(await read(), longestSide), 'quick');
			}, signal);
		}
		return join(folder, name);
	}

	return {
		async get(sha256, read) {
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
		async sweep() {
			// Not by `files`, which leaves out what a crash left half-written.
			for (const name of await readdir(folder).catch(noNames)) {
				const path = join(folder, name);
				try {
					if (clock.now() - (await stat(path)).mtimeMs > keep) {
						await rm(path, { force: true });
					}
				} catch {
					// Another window was faster, or has it open: the next sweep will find it.
				}
			}
		},
	};
}

function noNames(error: unknown): string[] {
	if (!isNotFound(error)) {
		throw error;
	}
	return [];
}
