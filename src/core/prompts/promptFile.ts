import { cleanText } from '../text/cleanText.ts';

/**
 * The prompt in a prompt file (`.txt`, `.md`, `.prompt`): its text without byte order mark and YAML front
 * matter, cleaned and trimmed, its own line breaks kept. Empty where nothing is left.
 */
export function promptFromFile(text: string): string {
	const lines = cleanText(text).split('\n');
	if (lines[0]?.trimEnd() === '---') {
		const end = lines.findIndex((line, index) => index > 0 && /^(?:---|\.\.\.)\s*$/.test(line));
		if (end > 0) {
			lines.splice(0, end + 1);
		}
	}
	return lines
		.map(line => line.trimEnd())
		.join('\n')
		.trim();
}
