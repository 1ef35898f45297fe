import { cleanText } from './cleanText.ts';

/** What a prompt is made of. Records keep the parts separate; they are joined only to be sent. */
export interface PromptParts {
	readonly prompt: string;
	/** The preset's prompt suffix. */
	readonly suffix?: string | undefined;
	/** The project's style (the `style` setting). */
	readonly style?: string | undefined;
	/** What is added to the prompt so that the background can be removed. */
	readonly cutOut?: string | undefined;
}

/** Ends that already close a sentence or a clause, in Western and CJK writing, before closing quotes or brackets. */
const closed = /[.!?…:;,，、。！？：；](?:["'”’»)\]」』】）]*)$/u;

/** A part that brings its own separator. */
const leading = /^[,;:.、，。；：]/u;

/**
 * The prompt as it is sent: prompt, suffix, style, background, in this order. Parts are joined with `, `, or with a space
 * where the text before ends in punctuation or the part brings its own; where the text before has several
 * lines, with a line break. Empty parts, and a part that repeats the end of the text before it, are left out.
 */
export function composePrompt(parts: PromptParts): string {
	let text = cleanText(parts.prompt).trim();
	for (const part of [parts.suffix, parts.style, parts.cutOut]) {
		const addition = cleanText(part ?? '').trim();
		if (addition !== '' && !text.endsWith(addition)) {
			text = text === '' ? addition.replace(leading, '').trim() : join(text, addition);
		}
	}
	return text;
}

function join(text: string, addition: string): string {
	if (text.includes('\n')) {
		return `${text}\n${addition.replace(leading, '').trim()}`;
	}
	if (closed.test(text)) {
		return `${text} ${addition.replace(leading, '').trim()}`;
	}
	return leading.test(addition) ? text + addition : `${text}, ${addition}`;
}
