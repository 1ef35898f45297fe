import js from '@eslint/js';
import regexp from 'eslint-plugin-regexp';
import tseslint from 'typescript-eslint';
import { layers } from './scripts/layers.js';
import { userTexts } from './scripts/userTexts.js';

/** `no-restricted-imports` for one layer: every other layer that the table does not name. */
function restricted(layer) {
	const forbidden = Object.keys(layers).filter(other => other !== layer && !layers[layer].includes(other));
	const patterns = [
		{
			regex: `^\\.\\.?/.*\\b(${forbidden.map(name => name.replace('.', '\\.')).join('|')})(/|$)`,
			message: 'imports point one way: see scripts/layers.js',
		},
	];
	const paths = ['host', 'extension.ts'].includes(layer)
		? []
		: [{ name: 'vscode', message: `${layer} is pure: take a port instead` }];
	return {
		files: layer.endsWith('.ts') ? [`src/${layer}`] : [`src/${layer}/**/*.{ts,tsx}`],
		rules: { 'no-restricted-imports': ['error', { patterns, paths }] },
	};
}

export default tseslint.config(
	{ ignores: ['dist/', 'out/', '.vscode-test/', 'node_modules/', 'test/fixtures/'] },
	js.configs.recommended,
	{
		files: ['**/*.{ts,tsx}'],
		extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
		languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
		rules: {
			'@typescript-eslint/no-floating-promises': 'error',
			'@typescript-eslint/switch-exhaustiveness-check': [
				'error',
				{ considerDefaultExhaustiveForUnions: true },
			],
			'@typescript-eslint/consistent-type-imports': 'error',
			'@typescript-eslint/no-unused-vars': ['error', { varsIgnorePattern: '^_', argsIgnorePattern: '^_' }],
			'@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
			'no-restricted-properties': [
				'error',
				{ object: 'Math', property: 'random', message: 'use crypto, or a random source that is passed in' },
			],
			eqeqeq: 'error',
			curly: 'error',
		},
	},
	{
		// What reads foreign text takes time in proportion to it.
		files: ['src/**/*.{ts,tsx}'],
		plugins: { regexp },
		rules: {
			'regexp/no-super-linear-backtracking': 'error',
			'regexp/no-super-linear-move': ['error', { ignorePartial: false }],
		},
	},
	{
		// What a user reads exists in every language.
		files: ['src/host/**/*.ts'],
		ignores: [
			// What is said there is for the log, or for the browser.
			'src/host/images/**',
			'src/host/ui/log.ts',
			'src/host/ui/webviewHtml.ts',
		],
		plugins: { texts: { rules: { localized: userTexts } } },
		rules: { 'texts/localized': 'error' },
	},
	{
		files: ['**/*.js'],
		languageOptions: {
			globals: { process: 'readonly', console: 'readonly', URL: 'readonly', Buffer: 'readonly' },
		},
	},
	...Object.keys(layers).map(restricted),
);
