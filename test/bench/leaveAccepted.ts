import { createClient } from '../../src/core/api/client.ts';
import { fingerprintOf } from '../../src/core/jobs/journal/fingerprint.ts';
import type { Emulator } from '../emulator/emulator.ts';
import { leaveJob } from '../support/leaveJob.ts';
import { intentFor } from './intent.ts';

/** Leaves jobs that the service has accepted, and whose window is gone. @param folder of the workspace */
export async function leaveAccepted(
	emulator: Emulator,
	storage: string,
	{ folder, apiKey, count }: { folder: string; apiKey: string; count: number },
): Promise<void> {
	const client = createClient({
		http: { fetch: globalThis.fetch },
		baseUrl: new URL(emulator.baseUrl),
		apiKey,
		now: () => Date.now(),
	});
	for (let index = 0; index < count; index += 1) {
		const intent = intentFor(emulator.baseUrl, folder);
		const { id } = await client.create(intent.request, { idempotencyKey: intent.id });
		await leaveJob(
			storage,
			[
				{ type: 'sending', send: 1, keyFingerprint: fingerprintOf(apiKey) },
				{ type: 'accepted', predictionId: id, at: Date.now() },
			],
			intent,
		);
	}
}
