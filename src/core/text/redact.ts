const keyLike = /cdt_[\w.~+/=-]+/g;

/** A text without anything that looks like an API key, and without the secrets given. */
export function redact(text: string, secrets: Iterable<string> = []): string {
	let result = text.replace(keyLike, 'cdt_…');
	for (const secret of secrets) {
		if (secret !== '') {
			result = result.replaceAll(secret, '…');
		}
	}
	return result;
}
