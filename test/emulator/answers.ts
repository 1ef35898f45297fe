import type { EmulatorOptions, OutputShape } from './emulatorOptions.ts';
import type { ErrorForm } from './faults.ts';
import { statusOf, type FailureForm, type Job } from './jobs.ts';

/** The body of a create, status or cancel answer, in the form set by the options. */
export function jobAnswer(
	job: Job,
	options: EmulatorOptions,
	urls: { outputs: string[]; public: string | null },
): Record<string, unknown> {
	const status = statusOf(job);
	const word = options.statusWords[status];
	const createdAt = new Date(job.createdAt).toISOString();
	const ended = status === 'completed';
	const error = status === 'failed' && job.ending.kind === 'fail' ? failure(job.ending) : null;
	const common = { model: job.request.model, created_at: createdAt };
	if (options.form === 'job') {
		return {
			job_id: job.id,
			status: word ?? status,
			provider: 'replicate',
			...common,
			result: ended ? shaped(urls.outputs, options.outputShape ?? 'string') : null,
			error,
			...(ended ? { public_url: urls.public } : {}),
		};
	}
	return {
		id: job.id,
		status: word ?? (status === 'completed' ? 'succeeded' : status),
		...common,
		input: job.request.input,
		...(ended
			? {
					output: shaped(urls.outputs, options.outputShape ?? 'array'),
					metrics: { total_time: (job.endsAt - job.createdAt) / 1000, credits: job.credits },
				}
			: {}),
		...(ended && urls.public !== null ? { public_url: urls.public } : {}),
		...(error === null ? {} : { error }),
	};
}

/** If a shape can hold only one output, several use the nearest shape that can hold more. */
function shaped(urls: string[], shape: OutputShape): unknown {
	const [first] = urls;
	if (first === undefined) {
		return shape === 'string' || shape === 'object' ? null : shape === 'images' ? { images: [] } : [];
	}
	switch (shape) {
		case 'string':
			return urls.length === 1 ? first : urls;
		case 'array':
			return urls;
		case 'object':
			return urls.length === 1 ? { url: first } : urls.map(url => ({ url }));
		case 'objects':
			return urls.map(url => ({ url }));
		case 'images':
			return { images: urls.map(url => ({ url })) };
	}
}

function failure({ message, form }: { message: string; form: FailureForm }): unknown {
	switch (form) {
		case 'string':
			return message;
		case 'message':
			return { message, code: 'generation_failed' };
		case 'detail':
			return { detail: message };
		case 'fastapi':
			return { detail: [{ loc: ['input', 'prompt'], msg: message, type: 'value_error' }] };
	}
}

/** An error body: its content type and text. */
export function errorBody(form: ErrorForm, message: string, field: string): { type: string; text: string } {
	const json = (value: unknown) => ({ type: 'application/json', text: JSON.stringify(value) });
	switch (form) {
		case 'detail':
			return json({ detail: message });
		case 'fastapi':
			return json({ detail: [{ loc: ['body', 'input', field], msg: message, type: 'value_error' }] });
		case 'message':
			return json({ message });
		case 'error':
			return json({ error: message });
		case 'object':
			return json({ error: { message, code: 'error', param: field } });
		case 'html':
			return { type: 'text/html', text: htmlPage(message) };
		case 'text':
			return { type: 'text/plain', text: message };
		case 'empty':
			return { type: 'text/plain', text: '' };
	}
}

export function htmlPage(title: string): string {
	return `<!doctype html>\n<html><head><title>${title}</title></head><body><h1>${title}</h1></body></html>\n`;
}
