import type { InsertedLink } from '../../../shared/panel.ts';
import { icons } from '../../icons.ts';
import { formatCredits, t } from '../../texts.ts';
import { Button, Drawing, IconButton } from '../../ui/button.tsx';

interface BulkBarProps {
	readonly selected: number;
	/** How many of them can be re-rendered. */
	readonly renderable: number;
	/** Credits of one. */
	readonly price: number;
	/** While the host is working, nothing else can be started. */
	readonly busy: boolean;
	readonly finalize: () => void;
	readonly remove: () => void;
	readonly clear: () => void;
}

/** The actions for several assets. */
export function BulkBar({ selected, renderable, price, busy, finalize, remove, clear }: BulkBarProps) {
	const credits = formatCredits(price * renderable);
	return (
		<div class="bulk-bar" role="group" aria-label={t('Selected images')}>
			<span class="bulk-count">{t('{0} selected', selected)}</span>
			{renderable > 0 && (
				<Button class="primary" disabled={busy} onPress={finalize}>
					{renderable < selected
						? t('Re-render {0} at High Quality · {1}', renderable, credits)
						: t('Re-render at High Quality · {0}', credits)}
				</Button>
			)}
			<Button class="secondary" disabled={busy} onPress={remove}>
				{t('Delete')}
			</Button>
			<IconButton label={t('Clear Selection')} icon={icons.close} onPress={clear} />
		</div>
	);
}

interface LinkBarProps {
	readonly link: InsertedLink;
	readonly busy: boolean;
	readonly show: () => void;
	readonly undo: () => void;
	readonly insertAgain: () => void;
	readonly close: () => void;
}

/** Says where a link was inserted, or that it was there already, and offers what can be done. */
export function LinkBar({ link, busy, show, undo, insertAgain, close }: LinkBarProps) {
	const name = link.document.slice(link.document.lastIndexOf('/') + 1);
	return (
		<div class="link-bar">
			<Drawing icon={link.already ? icons.info : icons.check} />
			<span title={link.document}>
				{link.already
					? t("It's already in {0}, line {1}.", name, String(link.line))
					: t('Inserted in {0}, line {1}', name, String(link.line))}
			</span>
			<span class="link-bar-buttons">
				<Button class="link" disabled={busy} onPress={show}>
					{t('Show')}
				</Button>
				{link.already ? (
					<Button class="link" disabled={busy} onPress={insertAgain}>
						{t('Insert Again')}
					</Button>
				) : (
					<Button class="link" disabled={busy} onPress={undo}>
						{t('Undo')}
					</Button>
				)}
				<IconButton class="tool small" label={t('Close')} icon={icons.close} onPress={close} />
			</span>
		</div>
	);
}
