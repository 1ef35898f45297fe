import { isFileReference, type Reference } from '../references/reference.ts';
import { wireBody, wireFields, type PredictionRequest } from '../api/predictionRequest.ts';

/** A shell variable in place of the API key. */
const keyHeader = '"X-API-Key: $CORE_API_KEY"';

/**
 * A create call as a command for a POSIX shell. The key is never in it: the shell takes it from `CORE_API_KEY`. Files
 * are named as the user knows them, relative to the workspace folder.
 *
 * @param baseUrl without a trailing slash.
 */
export function curlCommand(
	baseUrl: string,
	request: PredictionRequest,
	references: readonly Reference[] = [],
): string {
	const files = references.filter(isFileReference);
	const urls = references.flatMap(reference => (reference.type === 'url' ? [reference.url] : []));
	if (files.length === 0) {
		const body = wireBody(request, urls.length === 0 ? undefined : urls);
		return join([
			`curl ${quote(`${baseUrl}/predictions`)}`,
			`-H ${keyHeader}`,
			`-H ${quote('Content-Type: application/json')}`,
			`--data-raw ${quote(body)}`,
		]);
	}
	const fields = wireFields(request).map(([name, value]): [string, string] => [
		name,
		name === 'input' && urls.length > 0
			? JSON.stringify({ ...(JSON.parse(value) as object), input_images: urls })
			: value,
	]);
	return join([
		`curl ${quote(`${baseUrl}/predictions/upload`)}`,
		`-H ${keyHeader}`,
		...fields.map(([name, value]) => `--form-string ${quote(`${name}=${value}`)}`),
		...files.map(({ name }) => `-F ${quote(`file:input_images=@"${escapeFile(name)}"`)}`),
	]);
}

function join(parts: readonly string[]): string {
	return parts.join(' \\\n  ');
}

/** A single word for the shell, whatever it contains. */
function quote(text: string): string {
	return `'${text.replaceAll("'", "'\\''")}'`;
}

/** In curl's own quotes, a file name may hold `;` and `,`. */
function escapeFile(name: string): string {
	return name.replace(/[\\"]/g, '\\$&');
}
