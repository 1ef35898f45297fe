import { RuleTester } from 'eslint';
import { userTexts } from '../../../scripts/userTexts.js';

suite('the lint rule for what a user reads', () => {
	RuleTester.describe = (_: string, run: () => void) => {
		run();
	};
	RuleTester.it = (code: string, run: () => void) => test(code, run);
	const errors = [{ messageId: 'bare' }];
	new RuleTester().run('localized', userTexts, {
		valid: [
			"window.showInformationMessage(l10n.t('The image is saved.'));",
			"l10n.t('Saved {0}.', l10n.t({ message: 'An image', comment: [] }));",
			"log.error('The journal could not be read', error);",
			"throw new TypeError('must not happen');",
			"if (name === 'Two words') { f(); }",
			"import 'a file';",
			"f({ 'Content Type': x, label: '$(edit)', id: 'imageAssets.panel' });",
			"switch (a) { case 'Two words': f(); }",
			'f(`${a}:${b}`);',
			'f(`<img src={${a}} alt="b" />`);',
		],
		invalid: [
			{ code: "window.showInformationMessage('The image is saved.');", errors },
			{ code: "pick({ title: 'Retry' });", errors },
			{ code: "() => { switch (a) { case 1: return 'Open Setting'; } }", errors },
			{ code: 'f(`${count} images`);', errors },
			{ code: 'f(`${a} and ${b}`);', errors },
			{ code: "throw new UserError('No folder is open.');", errors },
			{ code: 'throw new Error(`${path} is not a file.`);', errors },
			{ code: "f(() => 'Edit Image…');", errors },
			{ code: "format('{0}.', a ? 'first one' : 'x');", errors },
		],
	});
});
