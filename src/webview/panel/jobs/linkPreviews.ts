import type { PanelEditor } from '../../../shared/panel.ts';
import type { PanelContext } from '../context.ts';

export interface LinkPreviews {
	/** What Insert Link would write for an image, and where; the host is asked once per image. */
	describe(image: string): Promise<string>;
	/** The place has changed, so everything known is out of date. */
	showEditor(editor: PanelEditor | undefined): void;
}

export function createLinkPreviews(context: PanelContext): LinkPreviews {
	const known = new Map<string, Promise<string>>();
	let editor: PanelEditor | undefined;

	async function ask(image: string, { document, line }: PanelEditor): Promise<string> {
		try {
			const { link } = await context.ask({ type: 'describeLink', image });
			const name = document.slice(document.lastIndexOf('/') + 1);
			return link === undefined ? 'No place for a link there' : `${name}, line ${line}: ${link.text}`;
		} catch (error) {
			known.delete(image);
			return error instanceof Error ? error.message : String(error);
		}
	}
	return {
		describe(image) {
			if (editor === undefined) {
				return Promise.resolve('Open the document that the link belongs to');
			}
			const answer = known.get(image) ?? ask(image, editor);
			known.set(image, answer);
			return answer;
		},
		showEditor(next) {
			editor = next;
			known.clear();
		},
	};
}
