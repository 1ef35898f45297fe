import type { EmulatorContext } from './context.ts';
import type { Job } from './jobs.ts';

const emulatorLifeMs = 10 * 365 * 24 * 3600 * 1000;

/** A completed prediction's URLs, as an answer given now contains them. */
export function outputUrls(context: EmulatorContext, job: Job): { outputs: string[]; public: string | null } {
	const { ending, request } = job;
	if (ending.kind === 'succeedWithUrls') {
		return { outputs: ending.urls, public: null };
	}
	if (ending.kind !== 'succeed') {
		return { outputs: [], public: null };
	}
	const { options, origins, signer } = context;
	const extension = request.input.output_format;
	const folder = request.outputFolder === null ? '' : `/${encodeURIComponent(request.outputFolder)}`;
	const lifetime = options.urlLifetimeMs;
	// Without a lifetime every answer is the same, as from a service whose URLs don't expire.
	const expiresAt = lifetime === null ? job.createdAt + emulatorLifeMs : Date.now() + lifetime;
	const outputs = Array.from({ length: ending.outputs }, (_, index) => {
		return origins.cdn + signer.sign(`/outputs${folder}/${job.id}/${index}.${extension}`, expiresAt);
	});
	const isPublic = request.isPublic && options.publicUrls;
	return { outputs, public: isPublic ? `${origins.cdn}/public/${job.id}/0.${extension}` : null };
}

/** The prediction and output that a path on the CDN refers to, if any. */
export function outputAt(context: EmulatorContext, pathname: string): { job: Job; index: number } | null {
	const match = /^\/(?:outputs|public)\/(?:[^/]+\/)?([^/]+)\/(\d+)\.(?:png|webp|jpeg)$/.exec(pathname);
	const job = context.jobs.get(match?.[1] ?? '');
	const index = Number(match?.[2]);
	return job?.ending.kind === 'succeed' && index < job.ending.outputs ? { job, index } : null;
}
