import type { ComponentChildren } from 'preact';
import { icons } from '../icons.ts';
import { t } from '../texts.ts';
import { Button, Drawing } from '../ui/button.tsx';
import { Segments } from '../ui/segments.tsx';
import type { Mode } from './pageState.ts';
import { percentText } from './words.ts';

interface ToolbarProps {
	readonly mode: Mode;
	readonly scale: number;
	/** Whether the whole image is shown. */
	readonly fitted: boolean;
	readonly setMode: (mode: Mode) => void;
	readonly zoomStep: (larger: boolean) => void;
	readonly fit: () => void;
	readonly actualSize: () => void;
}

/** How the images are compared, and how large they are shown. */
export function Toolbar({ mode, scale, fitted, setMode, zoomStep, fit, actualSize }: ToolbarProps) {
	return (
		<header class="toolbar">
			<Segments
				label={t('Comparison')}
				value={mode}
				onChoose={setMode}
				options={[
					{ value: 'slider', content: t('Slider') },
					{ value: 'onion', content: t('Onion Skin') },
					{ value: 'side', content: t('Side by Side') },
				]}
			/>
			<div class="zoom" role="group" aria-label={t('Zoom')}>
				<Tool
					label={t('Zoom Out')}
					shortcut="-"
					isDrawing
					onPress={() => {
						zoomStep(false);
					}}
				>
					<Drawing icon={icons.remove} />
				</Tool>
				<output class="percent" aria-label={t('Zoom')}>
					{percentText(Math.max(0.01, scale))}
				</output>
				<Tool
					label={t('Zoom In')}
					shortcut="+"
					isDrawing
					onPress={() => {
						zoomStep(true);
					}}
				>
					<Drawing icon={icons.add} />
				</Tool>
				<Tool label={t('Show the Whole Image')} shortcut="0" isPressed={fitted} onPress={fit}>
					{t('Fit')}
				</Tool>
				<Tool
					label={t('Actual Size')}
					shortcut="1"
					isPressed={!fitted && Math.abs(scale - 1) < 0.001}
					onPress={actualSize}
				>
					{percentText(1)}
				</Tool>
			</div>
		</header>
	);
}

interface ToolProps {
	readonly label: string;
	readonly shortcut: string;
	/** It shows no text, so it needs the label as its name. */
	readonly isDrawing?: boolean;
	readonly isPressed?: boolean;
	readonly onPress: () => void;
	readonly children: ComponentChildren;
}

function Tool({ label, shortcut, isDrawing = false, isPressed, onPress, children }: ToolProps) {
	return (
		<Button
			class="tool"
			title={`${label} (${shortcut})`}
			aria-keyshortcuts={shortcut}
			aria-label={isDrawing ? label : undefined}
			aria-pressed={isPressed}
			onPress={onPress}
		>
			{children}
		</Button>
	);
}
