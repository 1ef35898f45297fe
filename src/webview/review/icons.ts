/** Our own drawings, after the manner of VS Code's: lines of one pixel on 16 × 16. */
export const icons = {
	minus: 'M3 7.5h10v1H3z',
	plus: 'M7.5 3h1v4.5H13v1H8.5V13h-1V8.5H3v-1h4.5z',
	error:
		'M8 1.5a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13zm0 1a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11zM7.4 4.5h1.2v4.7H7.4zm0 5.9h1.2v1.2H7.4z',
	info: 'M8 1.5a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13zm0 1a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11zM7.4 6.9h1.2v4.7H7.4zm0-2.5h1.2v1.2H7.4z',
	check: 'M13.6 4.1 6.2 12 2.4 8.3l.7-.7 3 2.9 6.8-7.1z',
	dragHandle: 'M5.4 4.6 6.1 5.3 3.4 8l2.7 2.7-.7.7L2 8zm5.2 0L9.9 5.3 12.6 8l-2.7 2.7.7.7L14 8z',
} as const;
