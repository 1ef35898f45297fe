import { chooseKey, type HueShares } from '../../core/images/cutOut/keyChoice.ts';
import type { FileReference } from '../../core/references/reference.ts';
import type { Services } from '../services.ts';
import type { ImageRequest } from './imageRequest.ts';
import { takeSnapshotOf } from './inputImages.ts';

/** How many input images are considered when choosing a key color. */
const mostLookedAt = 4;

/**
 * Adds a key color to a request whose result should be cut out: the one that its prompt and images need least.
 * Returns other requests unchanged. An edit of a cut-out is cut out too: its image is put on the key color first.
 */
export async function withCutOut(services: Services, request: ImageRequest): Promise<ImageRequest> {
	const { args, preset, references = [], source } = request;
	const entry = source && (await services.records.entryOf(source.uri));
	const isCutOut = entry?.cutOut === true;
	if (!(args.cutOut ?? preset?.cutOut ?? isCutOut)) {
		return request;
	}
	const shares: HueShares[] = [];
	for (const reference of references.slice(0, mostLookedAt)) {
		const bytes = reference.type === 'file' ? await bytesOf(services, reference) : undefined;
		if (bytes !== undefined) {
			shares.push(await services.engine.hueShares(bytes));
		}
	}
	const cutOutKey = chooseKey([request.prompt, preset?.prompt ?? ''].join(' '), shares);
	const asked = { ...request, args: { ...args, cutOut: true }, cutOutKey };
	const [first, ...others] = references;
	if (source === undefined || first?.type !== 'file' || !isCutOut) {
		return asked;
	}
	const bytes = await bytesOf(services, first);
	if (bytes === undefined) {
		return asked;
	}
	const laid = await services.engine.drawOnKey(bytes, cutOutKey);
	const reference = await takeSnapshotOf(services, first.name, laid.bytes);
	return {
		...asked,
		args: { ...asked.args, outputFormat: args.outputFormat ?? first.format },
		references: [reference, ...others],
		source: { ...source, reference },
	};
}

async function bytesOf(
	{ references }: Services,
	{ sha256 }: FileReference,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
	const blob = await references.open(sha256);
	return blob && new Uint8Array(await blob.arrayBuffer());
}
