import { t } from '../texts.ts';

const Bones = ({ names }: { readonly names: readonly string[] }) => (
	<>
		{names.map((name, index) => (
			<span key={index} class={`bone ${name}`} />
		))}
	</>
);

/** The outline of the page until there is something to show; its style reveals it only if that takes a while. */
export function Skeleton() {
	return (
		<div class="skeleton">
			<p class="hidden-text" role="status">
				{t('Loading…')}
			</p>
			<div class="composer" aria-hidden="true">
				<Bones names={['line', 'box', 'line', 'row', 'line', 'row', 'line', 'row']} />
			</div>
			<div class="generate-bar" aria-hidden="true">
				<Bones names={['row', 'line']} />
			</div>
			<div class="content" aria-hidden="true">
				<div class="cards">
					<Bones names={['card-bone', 'card-bone', 'card-bone']} />
				</div>
			</div>
		</div>
	);
}
