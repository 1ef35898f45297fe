import { useId } from 'preact/hooks';
import { icons } from '../icons.ts';
import { plural, t } from '../texts.ts';
import { Button, Drawing } from '../ui/button.tsx';
import { usePage } from './page.ts';
import type { View } from './pageModel.ts';

/** Images of the project's style: fixed, without numbers, and left out of one request with one press. */
export function StyleReferences({ styleReferences, draft }: View) {
	const { changeDraft } = usePage();
	const wordsId = useId();
	const isSent = draft.styleReferences !== false;
	const count = styleReferences.length;
	if (count === 0) {
		return null;
	}
	return (
		<div class={isSent ? 'style-references' : 'style-references left-out'}>
			<ul class="style-tiles" aria-label={t("Images of the project's style")} aria-describedby={wordsId}>
				{styleReferences.map(({ id, name, detail, thumbnail, problem }) => (
					<li
						key={id}
						class="tile style-tile"
						title={problem === undefined ? detail : `${detail}\n${problem}`}
					>
						{thumbnail === undefined ? (
							<span class="tile-name">{name}</span>
						) : (
							<img alt="" draggable={false} src={thumbnail} />
						)}
						{problem !== undefined && (
							<span class="tile-warning">
								<Drawing icon={icons.warning} />
							</span>
						)}
						<span class="hidden-text">{problem === undefined ? detail : `${detail}. ${problem}`}</span>
					</li>
				))}
			</ul>
			<p class="quiet drop-hint">
				<span id={wordsId}>
					{isSent
						? plural(count, {
								one: '+ project style: {0} image, uploaded once and sent with every prompt.',
								other: '+ project style: {0} images, uploaded once and sent with every prompt.',
							})
						: plural(count, {
								one: 'Project style: {0} image, left out of the next request.',
								other: 'Project style: {0} images, left out of the next request.',
							})}
				</span>{' '}
				<Button
					class="link"
					onPress={() => {
						changeDraft({ styleReferences: isSent ? false : undefined });
					}}
				>
					{isSent ? t('Leave Out') : t('Send Along')}
				</Button>
			</p>
		</div>
	);
}
