import { frontMatter } from '../documents/syntax/frontMatter.ts';
import { cleanText } from '../text/cleanText.ts';

/**
 * The prompt in a prompt file (`.txt`, `.md`, `.prompt`): its text without byte order mark and YAML front
 * matter, cleaned and trimmed, its own line breaks kept. Empty if nothing is left.
 */
export function promptFromFile(text: string): string {
	const cleaned = cleanText(text);
	return cleaned
		.slice(frontMatter(cleaned)?.after ?? 0)
		.split('\n')
		.map(line => line.trimEnd())
		.join('\n')
		.trim();
}
