import { useEffect, useMemo, useState } from 'preact/hooks';
import type { IconSetState, ToIconSet } from '../../shared/iconSet.ts';
import { plural, t } from '../texts.ts';

interface IconSetPageProps {
	readonly message: ToIconSet | undefined;
	readonly error: string | undefined;
	/** A request is running: buttons do nothing meanwhile. */
	readonly running: boolean;
	readonly send: (request: { type: 'create'; links: boolean } | { type: 'close' }) => void;
}

/** Shows every icon at its size before anything is written. */
export function IconSetPage({ message, error, running, send }: IconSetPageProps) {
	const [links, setLinks] = useState(true);
	if (message?.type === 'unavailable') {
		return (
			<main class="iconSet">
				<p role="alert">{message.message}</p>
				<button
					class="secondary"
					onClick={() => {
						send({ type: 'close' });
					}}
				>
					{t('Close')}
				</button>
			</main>
		);
	}
	if (message?.type !== 'state') {
		return <main class="iconSet" aria-busy="true" />;
	}
	const { state } = message;
	const page = state.texts.find(({ change }) => change === 'linked');
	const others = state.texts.filter(({ change }) => change !== 'linked');
	return (
		<main class="iconSet">
			<h1>{t('Icons of {0}', state.name)}</h1>
			<p class="quiet">
				{[
					...(state.isSquare
						? []
						: [
								t(
									"The image isn't square: its middle is used or, where its border has one color, it's padded with that.",
								),
							]),
					t("Nothing is written yet. It's free."),
				].join(' ')}
			</p>
			<ul class="icons">
				{state.icons.map(icon => (
					<Icon key={icon.path} icon={icon} />
				))}
			</ul>
			{others.length > 0 && (
				<ul class="texts">
					{others.map(({ path, change }) => (
						<li key={path}>
							{change === 'created'
								? t('{0} will be created.', path)
								: t('The icons will be added to {0}.', path)}
						</li>
					))}
				</ul>
			)}
			{page !== undefined && (
				<label class="links">
					<input
						type="checkbox"
						checked={links}
						onChange={event => {
							setLinks(event.currentTarget.checked);
						}}
					/>
					<span>{t('Add the links to the head of {0}', page.path)}</span>
				</label>
			)}
			{error !== undefined && (
				<p class="error" role="alert">
					{error}
				</p>
			)}
			<div class="buttons">
				<button
					class="primary"
					aria-disabled={running}
					onClick={() => {
						send({ type: 'create', links: page !== undefined && links });
					}}
				>
					{plural(state.icons.length, { one: 'Create Icon', other: 'Create Icons' })}
				</button>
				<button
					class="secondary"
					onClick={() => {
						send({ type: 'close' });
					}}
				>
					{t('Cancel')}
				</button>
			</div>
		</main>
	);
}

function purposeText(purpose: IconSetState['icons'][number]['purpose']): string | undefined {
	switch (purpose) {
		case 'any':
			return undefined;
		case 'opaque':
			return t('Opaque');
		case 'maskable':
			return t('Maskable');
	}
}

function Icon({ icon }: { readonly icon: IconSetState['icons'][number] }) {
	const purpose = purposeText(icon.purpose);
	return (
		<li>
			<div class="previews">
				{icon.previews.map(({ side, bytes }) => (
					<Preview key={side} side={side} bytes={bytes} mask={icon.purpose === 'maskable'} name={icon.path} />
				))}
			</div>
			<code>{icon.path}</code>
			<span class="quiet">
				{[
					icon.previews.map(({ side }) => `${side} × ${side}`).join(', '),
					...(purpose === undefined ? [] : [purpose]),
					...(icon.replaces ? [t('replaces the file that is there')] : []),
				].join(' · ')}
			</span>
		</li>
	);
}

interface PreviewProps {
	readonly side: number;
	readonly bytes: Uint8Array<ArrayBuffer>;
	readonly mask: boolean;
	readonly name: string;
}

/** Larger icons are scaled down to this many pixels per side. */
const largest = 192;

function Preview({ side, bytes, mask, name }: PreviewProps) {
	const source = useMemo(() => URL.createObjectURL(new Blob([bytes], { type: 'image/png' })), [bytes]);
	useEffect(
		() => () => {
			URL.revokeObjectURL(source);
		},
		[source],
	);
	const shown = Math.min(side, largest);
	return (
		<span class={mask ? 'preview masked' : 'preview'}>
			<img src={source} width={shown} height={shown} alt={t('{0}, {1} pixels', name, `${side} × ${side}`)} />
		</span>
	);
}
