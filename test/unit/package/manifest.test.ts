import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
	aspectRatios,
	backgrounds,
	moderations,
	outputFormats,
	qualities,
} from '../../../src/shared/model.ts';
import { priceOf } from '../../../src/core/credits/prices.ts';
import {
	jsxLinks,
	missingImagesModes,
	parseSettings,
	settingNames,
	type SettingName,
} from '../../../src/core/parameters/settings.ts';
import { maxCount } from '../../../src/shared/model.ts';
import { linkModes } from '../../../src/core/parameters/values.ts';
import { panelType } from '../../../src/host/panel/panelType.ts';
import { commandIds, doneContexts, settingSection, walkthroughId } from '../../../src/host/contributions.ts';
import { readManifest } from '../../support/manifest.ts';
import { repository } from '../../support/repository.ts';
import { settingProperties, settingSections, type SettingProperty } from '../../support/manifestSettings.ts';

interface Manifest {
	name: string;
	publisher: string;
	displayName: string;
	license: string;
	engines: { vscode: string };
	activationEvents: string[];
	devDependencies: Record<string, string>;
	capabilities: { untrustedWorkspaces: { supported: string; restrictedConfigurations: string[] } };
	contributes: {
		commands: { command: string; title: string; category: string }[];
		menus: Record<string, { command: string; when?: string }[]>;
		walkthroughs: {
			id: string;
			steps: { description: string; media: { svg: string }; completionEvents: string[] }[];
		}[];
	};
}

const manifest = readManifest() as Manifest;
const { commands, menus } = manifest.contributes;

function setting(name: SettingName): SettingProperty {
	const property = settingProperties[`${settingSection}.${name}`];
	assert.ok(property, `${name} is not contributed`);
	return property;
}

/** Settings as they are where the user has set nothing, with some of them changed. */
function settings(changes: Partial<Record<SettingName, unknown>> = {}): ReturnType<typeof parseSettings> {
	const defaults = settingNames.map(name => [name, setting(name).default] as const);
	return parseSettings({ ...(Object.fromEntries(defaults) as Record<SettingName, unknown>), ...changes });
}

suite('manifest', () => {
	test('names, which others depend on', () => {
		const { name, publisher, displayName, license, engines } = manifest;
		assert.deepEqual(
			{ name, publisher, displayName, license, vscode: engines.vscode },
			{
				name: 'image-assets',
				publisher: 'image-assets',
				displayName: 'Image Assets',
				license: 'MIT',
				vscode: '^1.106.0',
			},
		);
	});

	test('the API that is compiled against is the oldest that is supported', () => {
		assert.equal(`^${manifest.devDependencies['@types/vscode'] ?? ''}`, manifest.engines.vscode);
	});

	test('nothing activates it but the end of the start, and its panel', () => {
		assert.deepEqual(manifest.activationEvents, ['onStartupFinished', `onWebviewPanel:${panelType}`]);
	});

	suite('commands', () => {
		test('those of the code are contributed, and no others', () => {
			assert.deepEqual(commands.map(({ command }) => command).sort(), Object.values(commandIds).sort());
		});

		test('have the titles that they are known by', () => {
			assert.deepEqual(Object.fromEntries(commands.map(({ command, title }) => [command, title])), {
				'imageAssets.generate': 'Generate Image…',
				'imageAssets.generateHere': 'Generate Image Here…',
				'imageAssets.generateFromSelection': 'Generate Image from Selection',
				'imageAssets.generateFromSelectionWithOptions': 'Generate Image from Selection with Options…',
				'imageAssets.setApiKey': 'Set API Key',
				'imageAssets.clearApiKey': 'Clear API Key',
				'imageAssets.edit': 'Edit Image…',
				'imageAssets.addReference': 'Add as Reference',
				'imageAssets.getApiKey': 'Get an API Key',
				'imageAssets.openPanel': 'Open Image Assets',
				'imageAssets.viewNew': 'New Image',
				'imageAssets.viewOpenInEditor': 'Open in Editor',
				'imageAssets.viewRefresh': 'Refresh',
				'imageAssets.finalize': 'Re-render at High Quality…',
				'imageAssets.regenerate': 'Regenerate Image…',
				'imageAssets.createPlaceholder': 'Create Free Placeholder…',
				'imageAssets.cutOut': 'Cut Out Background…',
				'imageAssets.renderPlaceholders': 'Render Placeholders…',
				'imageAssets.generateMissing': 'Generate Missing Images…',
				'imageAssets.createIconSet': 'Create Icon Set…',
				'imageAssets.generateIconSet': 'Generate Icon Set…',
				'imageAssets.useAsStyle': 'Use as Project Style',
				'imageAssets.undoReplace': 'Undo Replace…',
				'imageAssets.showJobs': 'Show Jobs',
				'imageAssets.showLog': 'Show Log',
			});
			for (const { category } of commands) {
				assert.equal(category, 'Image Assets');
			}
		});

		test('in menus are contributed', () => {
			const ids = commands.map(({ command }) => command);
			for (const [menu, entries] of Object.entries(menus)) {
				for (const { command } of entries) {
					assert.ok(ids.includes(command), `${command} in ${menu}`);
				}
			}
		});

		test('that need an argument of the Explorer, or belong to the view’s title, are not in the palette', () => {
			const hidden = menus.commandPalette?.filter(({ when }) => when === 'false');
			assert.deepEqual(
				hidden?.map(({ command }) => command),
				[
					'imageAssets.viewNew',
					'imageAssets.viewOpenInEditor',
					'imageAssets.viewRefresh',
					'imageAssets.generateHere',
					'imageAssets.addReference',
					'imageAssets.useAsStyle',
				],
			);
		});
	});

	test('the walkthrough has a picture for each step, and its buttons run commands of ours', () => {
		const [walkthrough, ...others] = manifest.contributes.walkthroughs;
		assert.equal(others.length, 0);
		assert.equal(walkthrough?.id, walkthroughId);
		const ids = new Set<string>(Object.values(commandIds));
		for (const { description, media, completionEvents } of walkthrough.steps) {
			assert.ok(existsSync(join(repository, media.svg)), media.svg);
			const buttons = [...description.matchAll(/\(command:([^)]*)\)/g)].map(([, id]) => id ?? '');
			assert.ok(buttons.length > 0);
			assert.deepEqual(
				buttons.filter(id => !ids.has(id)),
				[],
			);
			// A step is done when what it is about has happened, not when a box opens.
			const done: readonly string[] = Object.values(doneContexts).map(key => `onContext:${key}`);
			assert.equal(completionEvents.length, 1);
			assert.ok(completionEvents.every(event => done.includes(event)));
		}
	});

	suite('settings', () => {
		for (const name of ['README.md', 'README.ko.md']) {
			test(`stand in the table of ${name}`, () => {
				const rows = readFileSync(join(repository, name), 'utf8').match(/^\|.*`imageAssets\..*$/gm) ?? [];
				const missing = Object.keys(settingProperties).filter(key => !rows.join('\n').includes(`\`${key}\``));
				assert.deepEqual(missing, []);
			});
		}

		test('those of the code are contributed, and no others', () => {
			assert.deepEqual(
				Object.keys(settingProperties).sort(),
				settingNames.map(name => `${settingSection}.${name}`).sort(),
			);
		});

		test('stand in sections, the everyday ones first', () => {
			assert.deepEqual(
				settingSections.map(({ title }) => title),
				['Generation', 'Files and Links', 'Missing Images', 'Costs', 'Service'],
			);
			for (const [index, { order, properties }] of settingSections.entries()) {
				assert.equal(order, index + 1);
				const orders = Object.values(properties).map(each => each.order);
				assert.deepEqual(
					orders,
					orders.map((_, place) => place + 1),
				);
			}
		});

		test('have the defaults that are promised, and these are valid', () => {
			assert.deepEqual(settings(), {
				assetsFolder: '',
				style: '',
				styleReferences: [],
				presets: {},
				fileName: '${slug}',
				quality: 'low',
				aspectRatio: '1:1',
				outputFormat: 'webp',
				outputCompression: 90,
				background: 'auto',
				moderation: 'auto',
				jsxLink: 'path',
				linkTemplates: {},
				link: 'insert',
				missingImages: 'information',
				roots: {},
				todoCodeLens: false,
				confirmAbove: 200,
				dailyCreditLimit: 5000,
				agentTools: true,
				agentCreditLimit: 500,
				parallelJobs: 4,
				keepRecord: true,
				outputFolder: '',
				isPublic: false,
				webhookUrl: '',
				apiBaseUrl: 'https://api.core.today/v1',
			});
		});

		test('that spend, publish or redirect are out of reach of a workspace; all others are of a resource', () => {
			const ofUser = [
				...['confirmAbove', 'dailyCreditLimit', 'parallelJobs', 'agentTools', 'agentCreditLimit'],
				...['outputFolder', 'isPublic', 'webhookUrl', 'apiBaseUrl'],
			];
			for (const name of settingNames) {
				assert.equal(setting(name).scope, ofUser.includes(name) ? 'application' : 'resource', name);
			}
		});

		test('that change what a prompt or a link says are not taken from an untrusted workspace', () => {
			const { supported, restrictedConfigurations } = manifest.capabilities.untrustedWorkspaces;
			assert.equal(supported, 'limited');
			assert.deepEqual(restrictedConfigurations, [
				'imageAssets.style',
				'imageAssets.styleReferences',
				'imageAssets.linkTemplates',
			]);
		});

		const enumerations: Partial<Record<SettingName, readonly string[]>> = {
			quality: qualities,
			aspectRatio: aspectRatios,
			outputFormat: outputFormats,
			jsxLink: jsxLinks,
			background: backgrounds,
			moderation: moderations,
			link: linkModes,
			missingImages: missingImagesModes,
		};

		test('offer the values that the code knows, each with its description where there are any', () => {
			for (const name of settingNames) {
				const { enum: offered, enumDescriptions } = setting(name);
				assert.deepEqual(offered, enumerations[name], name);
				assert.equal(enumDescriptions?.length ?? offered?.length, offered?.length, name);
			}
		});

		test('say what each quality costs', () => {
			const preset = setting('presets').additionalProperties?.properties?.quality;
			for (const [index, quality] of qualities.entries()) {
				for (const descriptions of [setting('quality').enumDescriptions, preset?.enumDescriptions]) {
					assert.ok(descriptions?.[index]?.startsWith(`${priceOf(quality)} credits`), quality);
				}
			}
		});

		test('have the limits of the code', () => {
			for (const name of settingNames) {
				const { minimum, maximum } = setting(name);
				for (const [limit, beyond] of [
					[minimum, -1],
					[maximum, 1],
				] as const) {
					if (limit !== undefined) {
						assert.equal(settings({ [name]: limit })[name], limit);
						assert.throws(() => settings({ [name]: limit + beyond }), { name: 'UserError' }, name);
					}
				}
			}
		});

		suite('presets', () => {
			const properties = setting('presets').additionalProperties?.properties ?? {};

			test('offer the values that the settings offer', () => {
				for (const [name, values] of Object.entries(enumerations).filter(([name]) => name in properties)) {
					assert.deepEqual(properties[name]?.enum, values, name);
				}
				assert.deepEqual([properties.count?.minimum, properties.count?.maximum], [1, maxCount]);
			});

			test('may hold what is described, and nothing else', () => {
				const example: Record<string, unknown> = {};
				for (const [name, { type, enum: values, minimum, pattern }] of Object.entries(properties)) {
					const text = pattern === undefined ? 'text' : '1200x630';
					example[name] = values?.[0] ?? (type === 'integer' ? minimum : type === 'boolean' ? true : text);
					assert.match(String(example[name]), new RegExp(pattern ?? ''));
				}
				assert.deepEqual(settings({ presets: { hero: example } }).presets.hero, example);
				for (const name of ['link', 'isPublic', 'webhookUrl', 'outputFolder', 'apiBaseUrl']) {
					assert.equal(name in properties, false);
					const presets = { hero: { [name]: setting(name as SettingName).default } };
					assert.throws(() => settings({ presets }), { name: 'UserError' }, name);
				}
			});
		});
	});
});
