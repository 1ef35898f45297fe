import { useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { limits } from '../../shared/limits.ts';
import type { PanelReference } from '../../shared/panel.ts';
import { icons } from '../icons.ts';
import { t } from '../texts.ts';
import { Button, Drawing, IconButton } from '../ui/button.tsx';
import { ErrorLine } from '../ui/errorLine.tsx';
import { MenuButton } from '../ui/menu.tsx';
import { moveFocus } from '../ui/moveFocus.ts';
import type { Asking } from '../ui/useAsk.ts';
import { sentStyle } from './choices.ts';
import type { View } from './pageModel.ts';
import type { Answer, PageRequest } from './requests.ts';
import { StyleReferences } from './styleReferences.tsx';

/** The images that the prompt refers to. @param asking shows errors from adding images anywhere */
export function ReferencesField({
	view,
	asking,
}: {
	readonly view: View;
	readonly asking: Asking<PageRequest, Answer>;
}) {
	const { references } = view;
	const total = references.length + sentStyle(view).length;
	const { mostReferences } = view.environment;
	const labelId = useId();
	const root = useRef<HTMLDivElement>(null);
	const [isFormOpen, setFormOpen] = useState(false);
	const full = total >= mostReferences;
	const remove = (reference: PanelReference, index: number) => {
		void asking.run({ type: 'removeReference', reference: reference.id }).then(() => {
			const active = document.activeElement;
			if (active === document.body || active?.classList.contains('add-tile') === true) {
				const buttons = root.current?.querySelectorAll<HTMLElement>('.tile-remove') ?? [];
				moveFocus(buttons[Math.min(index, buttons.length - 1)] ?? addButton());
			}
		});
	};
	const addButton = () => root.current?.querySelector<HTMLElement>('.add-tile');
	return (
		<div class="field" role="group" aria-labelledby={labelId} ref={root}>
			<div class="label-row">
				<span class="label" id={labelId}>
					{t('References')}
				</span>
			</div>
			<div class="references">
				<ul class="tiles" aria-labelledby={labelId} hidden={references.length === 0}>
					{references.map((reference, index) => (
						<Tile
							key={reference.id}
							reference={reference}
							number={index + 1}
							onRemove={() => {
								remove(reference, index);
							}}
						/>
					))}
				</ul>
				{!full && (
					<MenuButton
						class="tile add-tile"
						title={t('Add a Reference')}
						aria-label={t('Add a Reference')}
						items={() => [
							{
								title: t('Choose from Workspace…'),
								run: () => void asking.run({ type: 'pickReferences' }),
							},
							{ title: t('Browse…'), run: () => void asking.run({ type: 'browseReferences' }) },
							{
								title: t('Paste an Address…'),
								run: () => {
									setFormOpen(true);
								},
							},
						]}
					>
						<Drawing icon={icons.add} />
					</MenuButton>
				)}
				<p class="quiet drop-hint">
					{full
						? t('{0} of {1}: no more fit into one request.', total, mostReferences)
						: t('Drop, paste, or pick. From the Explorer, hold Shift.')}
				</p>
			</div>
			<StyleReferences {...view} />
			{references.some(({ problem }) => problem !== undefined) && (
				<ul class="problems">
					{references.map(
						({ id, problem }, index) =>
							problem !== undefined && (
								<li key={id} class="note warning">
									<Drawing icon={icons.warning} />
									{t('Image {0}: {1}', index + 1, problem)}
								</li>
							),
					)}
				</ul>
			)}
			{isFormOpen && (
				<AddressForm
					asking={asking}
					close={() => {
						setFormOpen(false);
						asking.clear();
						addButton()?.focus();
					}}
				/>
			)}
			<ErrorLine text={asking.error} clear={asking.clear} />
		</div>
	);
}

function AddressForm({
	asking,
	close,
}: {
	readonly asking: Asking<PageRequest, Answer>;
	readonly close: () => void;
}) {
	const id = useId();
	const field = useRef<HTMLInputElement>(null);
	// Immediately, so that no key press is lost.
	useLayoutEffect(() => {
		field.current?.focus();
	}, []);
	async function add(): Promise<void> {
		const address = field.current?.value.trim() ?? '';
		if (address === '') {
			field.current?.focus();
		} else if ((await asking.run({ type: 'addUrl', url: address })) !== undefined) {
			close();
		}
	}
	return (
		<div
			class="inline-form"
			role="group"
			aria-label={t('Address of an image')}
			onKeyDown={event => {
				if (event.key === 'Escape') {
					event.stopPropagation();
					close();
				} else if (event.key === 'Enter' && event.target === field.current) {
					event.preventDefault();
					event.stopPropagation();
					void add();
				}
			}}
		>
			<label for={id} class="quiet">
				{t('Address of an image, https')}
			</label>
			<input
				ref={field}
				id={id}
				type="url"
				class="input"
				placeholder="https://example.com/image.png"
				maxLength={limits.uri}
				spellcheck={false}
			/>
			<div class="buttons">
				<Button class="primary" disabled={asking.busy('addUrl')} onPress={() => void add()}>
					{t('Add')}
				</Button>
				<Button class="secondary" onPress={close}>
					{t('Cancel')}
				</Button>
			</div>
		</div>
	);
}

interface TileProps {
	readonly reference: PanelReference;
	readonly number: number;
	readonly onRemove: () => void;
}

function Tile({ reference: { name, detail, thumbnail, problem }, number, onRemove }: TileProps) {
	const lines = [detail, t('Image {0}: use this name in the prompt', number), problem];
	return (
		<li class="tile" title={lines.filter(line => line !== undefined).join('\n')}>
			{thumbnail === undefined ? (
				<span class="tile-name">{name}</span>
			) : (
				<img alt="" draggable={false} src={thumbnail} />
			)}
			<span class="tile-badge" aria-hidden="true">
				{number}
			</span>
			{problem !== undefined && (
				<span class="tile-warning">
					<Drawing icon={icons.warning} />
				</span>
			)}
			<span class="hidden-text">
				{t('Image {0}: {1}', number, problem === undefined ? detail : `${detail}. ${problem}`)}
			</span>
			<IconButton
				class="tile-remove"
				label={t('Remove Image {0}', number)}
				icon={icons.close}
				onPress={onRemove}
			/>
		</li>
	);
}
