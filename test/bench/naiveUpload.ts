import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { intentFor } from './intent.ts';

/** What the manuals show: reads the files into memory and sends them in a `FormData`, with each call. */
export async function sendNaively(baseUrl: string, files: readonly string[]): Promise<void> {
	const form = new FormData();
	form.append('model', 'openai/gpt-image-2');
	form.append('input', JSON.stringify({ prompt: intentFor(baseUrl).prompt, quality: 'low' }));
	for (const file of files) {
		form.append('file:input_images', new Blob([await readFile(file)]), basename(file));
	}
	const response = await fetch(`${baseUrl}/predictions/upload`, {
		method: 'POST',
		headers: { 'x-api-key': 'cdt_bench' },
		body: form,
	});
	if (!response.ok) {
		throw new Error(`HTTP ${response.status}`);
	}
	await response.text();
}
