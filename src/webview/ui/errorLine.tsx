import { icons } from '../icons.ts';
import { t } from '../texts.ts';
import { Drawing, IconButton } from './button.tsx';

/** Shows an error next to what it is about. Assistive technology reads out what appears there. */
export function ErrorLine({
	text,
	clear,
}: {
	readonly text: string | undefined;
	readonly clear: () => void;
}) {
	return (
		<div role="alert" class="error-slot">
			{text !== undefined && (
				<div class="error">
					<Drawing icon={icons.error} />
					<span>{text}</span>
					<IconButton label={t('Dismiss')} icon={icons.close} onPress={clear} />
				</div>
			)}
		</div>
	);
}
