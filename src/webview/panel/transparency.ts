/** Words for a see-through background in the languages that people write prompts in. */
const phrases = [
	/\b(transparent|see-through|alpha)[\s-]+(background|bg|backdrop|canvas|png|webp)\b/,
	/\b(background|bg|backdrop)\s+(is\s+|should\s+be\s+|must\s+be\s+)?transparent\b/,
	/\b(with|has)\s+transparency\b/,
	/\b(no|without(\s+a)?)\s+background\b/,
	/\balpha\s+channel\b/,
	/투명\s*(한\s*)?(배경|바탕)|(배경|바탕)\S*\s*투명|누끼/,
	/背景\S{0,2}透明|透明\S{0,2}背景|透過背景|背景透過/,
	/fondo\s+transparente|fond\s+transparent|transparente[rn]?\s+hintergrund|sfondo\s+trasparente/,
];

/** Whether a prompt asks for a transparent background, which the model does not make. */
export function asksForTransparency(prompt: string): boolean {
	const text = prompt.normalize('NFC').toLowerCase();
	return phrases.some(phrase => phrase.test(text));
}
