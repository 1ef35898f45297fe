import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import {
	parseToCutOut,
	usualCutOut,
	type CutOutOptions,
	type CutOutPreview,
	type CutOutRequest,
	type CutOutState,
	type ToCutOut,
} from '../../shared/cutOut.ts';
import { createRequests, listenToHost, type WithoutId } from '../requests.ts';
import { t } from '../texts.ts';
import type { VsCodeApi } from '../vscodeApi.ts';
import { Picture, type Place } from './picture.tsx';
import { Slider } from './slider.tsx';

type Answer = Extract<ToCutOut, { type: 'result' }>;

/** Pixels left around the subject when trimming is turned on. */
const usualMargin = 16;

/** The review of a cut-out: the image on a checkered background, and its options with a live preview. */
export function CutOutPage({ api }: { readonly api: VsCodeApi }) {
	const requests = useMemo(() => createRequests<WithoutId<CutOutRequest>, Answer>(api), [api]);
	const [state, setState] = useState<CutOutState>();
	const [unavailable, setUnavailable] = useState<string>();
	const [options, setOptions] = useState<CutOutOptions>(usualCutOut);
	const [preview, setPreview] = useState<CutOutPreview>();
	const [error, setError] = useState<string>();
	const [saving, setSaving] = useState(false);
	const [busy, setBusy] = useState(false);
	const asked = useRef<{ running: boolean; next: CutOutOptions | undefined }>({
		running: false,
		next: undefined,
	});

	useEffect(() => {
		listenToHost(api, parseToCutOut, message => {
			switch (message.type) {
				case 'state':
					setState(message.state);
					setUnavailable(undefined);
					break;
				case 'unavailable':
					setUnavailable(message.message);
					break;
				case 'result':
				case 'failed':
					if (!requests.receive(message) && message.type === 'failed') {
						setError(message.message);
					}
			}
		});
	}, [api, requests]);

	// One preview at a time: however often the options change meanwhile, only their latest values are sent next.
	useEffect(() => {
		const { current } = asked;
		current.next = options;
		if (current.running || state === undefined) {
			return;
		}
		const follow = async () => {
			current.running = true;
			setBusy(true);
			while (current.next !== undefined) {
				const wanted = current.next;
				current.next = undefined;
				try {
					const answer = await requests.send({ type: 'preview', options: wanted });
					setPreview(answer.preview);
					setError(undefined);
				} catch (reason) {
					setError(textOf(reason));
				}
			}
			current.running = false;
			setBusy(false);
		};
		void follow();
	}, [options, state, requests]);

	const change = (changed: Partial<CutOutOptions>) => {
		setOptions(before => ({ ...before, ...changed }));
	};
	const flip = ({ x, y }: Place) => {
		if (options.trim === null) {
			setOptions(before => ({ ...before, flips: [...before.flips, { x, y }].slice(-64) }));
		}
	};
	const save = (type: 'saveBeside' | 'replace') => {
		setSaving(true);
		requests
			.send({ type, options })
			.catch((reason: unknown) => {
				setError(textOf(reason));
			})
			.finally(() => {
				setSaving(false);
			});
	};

	if (unavailable !== undefined) {
		return <p role="alert">{unavailable}</p>;
	}
	if (state === undefined) {
		return null;
	}
	const isTrimmed = options.trim !== null;
	return (
		<main class="cutOut">
			<h1 class="hidden-text">{t('Cut out: {0}', state.name)}</h1>
			<Picture preview={preview} name={state.name} onFlip={isTrimmed ? undefined : flip} />
			<form
				class="controls"
				aria-label={t('Cut-out')}
				onSubmit={event => {
					event.preventDefault();
				}}
			>
				<Slider
					label={t('Tolerance')}
					hint={t('How different from the background a color may be and still be removed.')}
					value={options.tolerance}
					onChange={tolerance => {
						change({ tolerance });
					}}
				/>
				<Slider
					label={t('Softness')}
					hint={t('How soft edges, hair, glass, and shadows are.')}
					value={options.softness}
					onChange={softness => {
						change({ softness });
					}}
				/>
				<Slider
					label={t('Spill')}
					hint={t("How much of the background's color is taken out of the edges.")}
					value={options.spill}
					onChange={spill => {
						change({ spill });
					}}
				/>
				<label class="check">
					<input
						type="checkbox"
						checked={isTrimmed}
						onChange={event => {
							change({ trim: event.currentTarget.checked ? usualMargin : null });
						}}
					/>
					{t('Trim to the subject')}
				</label>
				{isTrimmed && (
					<Slider
						label={t('Margin')}
						hint={t('Pixels left around the subject.')}
						value={options.trim ?? 0}
						most={200}
						onChange={trim => {
							change({ trim });
						}}
					/>
				)}
				<p class="hint">
					{isTrimmed
						? t('To keep or remove a patch, turn trimming off.')
						: t('Click a patch to keep or remove it. With the keyboard: arrow keys, then Enter.')}
				</p>
				<button
					type="button"
					class="secondary"
					onClick={() => {
						setOptions(usualCutOut);
					}}
				>
					{t('Reset')}
				</button>
				<div class="notes" aria-live="polite">
					{[...state.notes, ...(preview?.doubt === undefined ? [] : [preview.doubt])].map(note => (
						<p key={note}>{note}</p>
					))}
				</div>
				{error !== undefined && (
					<p class="error" role="alert">
						{error}
					</p>
				)}
				<div class="actions">
					<button
						type="button"
						class="primary"
						disabled={saving}
						onClick={() => {
							save('saveBeside');
						}}
					>
						{t('Save Beside')}
					</button>
					<button
						type="button"
						class="secondary"
						disabled={saving}
						onClick={() => {
							save('replace');
						}}
					>
						{t('Replace Original')}
					</button>
					<button
						type="button"
						class="secondary"
						onClick={() => {
							void requests.send({ type: 'close' });
						}}
					>
						{t('Cancel')}
					</button>
				</div>
				<p class="hint" aria-live="polite">
					{saving ? t('Saving…') : busy ? t('Cutting out…') : `${state.width} × ${state.height}`}
				</p>
			</form>
		</main>
	);
}

function textOf(reason: unknown): string {
	return reason instanceof Error ? reason.message : String(reason);
}
