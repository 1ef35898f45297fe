import assert from 'node:assert/strict';
import { mkdtemp, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CancellationTokenSource, lm, workspace } from 'vscode';
import { toolNames } from '../../src/core/agents/toolNames.ts';
import { argumentsOf } from '../../src/core/agents/toolInputs.ts';
import { imageHeader } from '../../src/core/images/verifyImage.ts';
import { waitFor } from '../support/workbench/waitFor.ts';
import { useAgentBench } from './agentBench.ts';
import { exists, inWorkspace, service, withSettings } from './hostBench.ts';

const { generate, edit, findMissing, createPlaceholders, fillMissing } = toolNames;

suite('tools for agents', () => {
	const bench = useAgentBench();

	test('are listed with schemas that know the arguments of the code', () => {
		for (const [name, id] of Object.entries(toolNames)) {
			const tool = lm.tools.find(each => each.name === id);
			assert.ok(tool, id);
			const { properties } = tool.inputSchema as { properties: Record<string, unknown> };
			assert.deepEqual(Object.keys(properties), argumentsOf(name as keyof typeof toolNames));
		}
	});

	test('generate: every argument reaches the wire, the file is where it should be, and the link as it should stand', async () => {
		await bench.write('docs/page.md', '# Page\n');
		await bench.write('near.png', await bench.picture());
		await withSettings({ style: 'paper cut', quality: 'high' }, async () => {
			const { result, images } = await bench.images(generate, {
				prompt: 'a lighthouse at dusk',
				file: bench.path('docs/img/lighthouse.png'),
				size: '1600x800',
				quality: 'medium',
				references: [bench.path('near.png')],
				document: bench.path('docs/page.md'),
			});
			const saved = { width: 1600, height: 800, format: 'png', credits: 176 } as const;
			const link = '![a lighthouse at dusk](img/lighthouse.png)';
			assert.deepEqual(result.saved, [{ file: bench.path('docs/img/lighthouse.png'), ...saved, link }]);
			assert.deepEqual(result.failed, []);
			assert.equal(images.length, 1);
		});
		const created = (await service.requests()).find(({ call }) => call === 'upload');
		assert.match(JSON.stringify(created?.body), /a lighthouse at dusk, paper cut/);
		assert.match(JSON.stringify(created?.body), /\\"quality\\":\\"medium\\"/);
		assert.equal((await service.ledger()).total, 176);
		// Nothing was written into the document.
		assert.equal(await bench.read('docs/page.md'), '# Page\n');
		assert.equal((await bench.entry('docs/img/lighthouse.png')).by, 'agent');
	});

	test('an image that can’t be cut out is saved unchanged, and the model gets the reason', async () => {
		await service.setOptions({ images: 'scene' });
		try {
			const { result } = await bench.images(generate, {
				prompt: 'a landscape',
				file: bench.path('hills.webp'),
				cutOut: true,
			});
			const [saved] = result.saved;
			assert.deepEqual([saved?.format, saved?.credits, result.failed], ['webp', 45, []]);
			const file = bench.path('hills.webp');
			assert.equal(saved?.file, file);
			assert.match(saved.note ?? '', new RegExp(`^The background of ${file} wasn't cut out\\. The border `));
			assert.match(
				saved.note ?? '',
				/kept as it came\. The user can .* for free .* “Cut Out Background…”\.$/,
			);
		} finally {
			await service.setOptions({ images: 'tiny' });
		}
		const { result } = await bench.images(generate, {
			prompt: 'a ring',
			file: bench.path('ring.webp'),
			cutOut: true,
		});
		assert.deepEqual([result.saved[0]?.format, result.saved[0]?.note], ['webp', undefined]);
	});

	test('the picture that goes back is small, and can be decoded', async () => {
		const { images } = await bench.images(generate, {
			prompt: 'wide',
			file: bench.path('wide.webp'),
			size: '3000x1000',
		});
		const [part] = images;
		assert.equal(part?.mimeType, 'image/jpeg');
		assert.deepEqual(imageHeader(part.data), { format: 'jpeg', width: 1024, height: 341 });
		assert.ok(part.data.length <= 200_000, `${part.data.length} bytes`);
	});

	test('generate costs a draft, whatever the setting says; each spend is told with the total of the day', async () => {
		await withSettings({ quality: 'high' }, async () => {
			const { result } = await bench.images(generate, { prompt: 'cheap', folder: bench.path('') });
			assert.deepEqual(
				result.saved.map(({ file, credits }) => [file, credits]),
				[[bench.path('cheap.webp'), 45]],
			);
			const message = new RegExp(
				`^An agent spent 45 credits on ${bench.path('cheap.webp')}\\. Agents have spent [\\d,]+ credits today\\. Left for agents: ${result.agentCreditsLeft.toLocaleString('en')} credits\\.$`,
			);
			await waitFor('the message', () => bench.said.some(said => message.test(said.message)));
		});
	});

	test('what exists is never overwritten', async () => {
		await bench.write('taken.png', 'mine');
		const { result } = await bench.images(generate, { prompt: 'x', file: bench.path('taken.png') });
		assert.deepEqual(result.saved[0]?.file, bench.path('taken-1.png'));
		assert.equal(await bench.read('taken.png'), 'mine');
	});

	test('edit: beside the original, or in its place, which can be undone', async () => {
		const original = Buffer.from(await bench.picture());
		await bench.write('hero.png', original);
		const beside = await bench.images(edit, { file: bench.path('hero.png'), prompt: 'at night' });
		assert.equal(beside.result.saved[0]?.file, bench.path('hero-edited.png'));
		assert.deepEqual(Buffer.from(await workspace.fs.readFile(inWorkspace(bench.path('hero.png')))), original);
		const placed = await bench.images(edit, {
			file: bench.path('hero.png'),
			prompt: 'in fog',
			replace: true,
		});
		assert.equal(placed.result.saved[0]?.file, bench.path('hero.png'));
		assert.deepEqual(placed.result.failed, []);
		assert.notDeepEqual(
			Buffer.from(await workspace.fs.readFile(inWorkspace(bench.path('hero.png')))),
			original,
		);
		assert.equal(await exists(bench.path('hero-edited-1.png')), false);
		assert.ok(bench.said.some(({ buttons }) => buttons.includes('Undo Replace')));
	});

	test('a page is scaffolded: missing images are found, drawn for nothing, and filled for their price', async () => {
		await bench.write(
			'page.html',
			'<p>\n<img src="img/one.png" alt="a red boat" width="400" height="300">\n<img src="img/two.webp" alt="a green hill" width="320" height="200">\n',
		);
		const folder = bench.path('');
		const { missing } = await bench.missing(findMissing, { folder });
		assert.deepEqual(missing, [
			{
				file: bench.path('img/one.png'),
				document: bench.path('page.html'),
				line: 2,
				prompt: 'a red boat',
				size: '400x300',
				credits: 45,
			},
			{
				file: bench.path('img/two.webp'),
				document: bench.path('page.html'),
				line: 3,
				prompt: 'a green hill',
				size: '320x200',
				credits: 45,
			},
		]);
		const drawn = await bench.images(createPlaceholders, { missing: true, folder });
		assert.deepEqual(
			drawn.result.saved.map(({ file, width, height, credits }) => [file, width, height, credits]),
			[
				[bench.path('img/one.png'), 400, 300, 0],
				[bench.path('img/two.webp'), 320, 200, 0],
			],
		);
		assert.equal(drawn.images.length, 2);
		assert.deepEqual(await service.requests(), []);
		assert.deepEqual((await bench.missing(findMissing, { folder })).missing, []);
		const filled = await bench.images(fillMissing, {
			files: [bench.path('img/one.png'), bench.path('img/two.webp'), bench.path('img/three.png')],
		});
		assert.deepEqual(
			filled.result.saved.map(({ file, width, height, format, credits }) => [
				file,
				width,
				height,
				format,
				credits,
			]),
			[
				[bench.path('img/one.png'), 400, 300, 'png', 45],
				[bench.path('img/two.webp'), 320, 200, 'webp', 45],
			],
		);
		assert.deepEqual(filled.result.failed, [
			{
				file: bench.path('img/three.png'),
				reason: 'No document refers to it. Generate a new image instead.',
				charged: false,
			},
		]);
		assert.equal((await service.ledger()).total, 90);
		const entry = await bench.entry('img/one.png');
		assert.deepEqual([entry.by, entry.placeholder], ['agent', undefined]);
		// What is filled is no placeholder any more.
		await bench.refused(
			fillMissing,
			{ files: [bench.path('img/one.png')] },
			/already exists and isn't a placeholder/,
		);
		assert.equal((await service.ledger()).total, 90);
	});

	test('fill makes what is missing at once, in the format and size that the document wants', async () => {
		await bench.write('a.md', '![a blue door](door.jpg)\n');
		const { result } = await bench.images(fillMissing, { files: [bench.path('door.jpg')] });
		assert.deepEqual(
			result.saved.map(({ file, format, credits }) => [file, format, credits]),
			[[bench.path('door.jpg'), 'jpeg', 45]],
		);
	});

	test('placeholders that are listed: each at its path and size, with its prompt in the record', async () => {
		const { result } = await bench.images(createPlaceholders, {
			images: [
				{ file: bench.path('a.png'), prompt: 'a mill', size: '300x200' },
				{ file: '../outside.png', prompt: 'no', size: '300x200' },
			],
		});
		assert.deepEqual(
			result.saved.map(({ file }) => file),
			[bench.path('a.png')],
		);
		assert.match(result.failed[0]?.reason ?? '', /"images\.1\.file" isn't valid.*"\.\."/);
		const { prompt, placeholder, by } = await bench.entry('a.png');
		assert.deepEqual({ prompt, placeholder, by }, { prompt: 'a mill', placeholder: true, by: 'agent' });
	});

	// Each is told to the model, and nothing is sent.
	const refusals: [string, string, object, RegExp][] = [
		['no prompt', generate, {}, /^"prompt" is missing\. It must be of type string\. No credits/],
		['a prompt of spaces', generate, { prompt: ' \n' }, /"prompt" isn't valid.*text that isn't empty/],
		[
			'an unknown argument',
			generate,
			{ prompt: 'x', n: 50 },
			/"n" isn't valid: 50 was given\. There's no such argument\. The arguments are prompt, file/,
		],
		[
			'quality auto',
			generate,
			{ prompt: 'x', quality: 'auto' },
			/"quality" isn't valid: "auto" was given\. Allowed: low, medium, high\./,
		],
		[
			'a size in words',
			generate,
			{ prompt: 'x', size: 'large' },
			/"size" isn't valid: "large" was given\. It must be like "1200x630"/,
		],
		[
			'another format',
			generate,
			{ prompt: 'x', file: 'a.gif' },
			/"file" isn't valid: "a\.gif" was given.*ends in \.png/,
		],
		[
			'a file above the workspace',
			generate,
			{ prompt: 'x', file: '../a.png' },
			/"file" isn't valid\. .*"\.\."/,
		],
		['an absolute folder', generate, { prompt: 'x', folder: '/etc' }, /"folder" isn't valid\. .*absolute/],
		[
			'a reference above the workspace',
			generate,
			{ prompt: 'x', references: ['../../secret.png'] },
			/"references\.0" isn't valid/,
		],
		['a reference by http', generate, { prompt: 'x', references: ['http://example.com/a.png'] }, /https/],
		['a document that is none', generate, { prompt: 'x', document: 'nowhere.md' }, /"document" isn't valid/],
		[
			'100,000 characters',
			generate,
			{ prompt: 'x'.repeat(100_000) },
			/has 100,000 characters; the model takes at most 32,000/,
		],
		['an image that is none', edit, { file: 'notes.png', prompt: 'x' }, /notes\.png/],
		['neither images nor missing', createPlaceholders, {}, /Give either "images" or "missing": true/],
		[
			'both',
			createPlaceholders,
			{ missing: true, images: [{ file: 'a.png', prompt: 'x', size: '2x2' }] },
			/Give either/,
		],
		['no files', fillMissing, { files: [] }, /"files" isn't valid.*at least 1/],
		[
			'51 files',
			fillMissing,
			{ files: Array.from({ length: 51 }, (_, at) => `${at}.png`) },
			/At most 20 are allowed/,
		],
		['a folder above', findMissing, { folder: '../..' }, /"folder" isn't valid/],
	];
	for (const [title, tool, input, message] of refusals) {
		test(`${title}: the model is told, and nothing is sent`, async () => {
			await bench.refused(tool, input, message);
			assert.deepEqual(await service.requests(), []);
		});
	}

	test('a link that leads out of the workspace is neither written through nor read', async () => {
		const outside = await mkdtemp(join(tmpdir(), 'outside-'));
		await bench.write('x.txt', '');
		await symlink(outside, inWorkspace(bench.path('out')).fsPath);
		await bench.refused(
			generate,
			{ prompt: 'x', file: bench.path('out/a.png') },
			/can't be saved there|outside/,
		);
		await bench.refused(edit, { file: bench.path('out/a.png'), prompt: 'x' }, /outside/);
		assert.deepEqual(await service.requests(), []);
	});

	test('turned off by the user: every tool refuses', async () => {
		await withSettings({ agentTools: false }, async () => {
			for (const id of Object.values(toolNames)) {
				await bench.refused(id, {}, /turned off the tools for agents/);
			}
		});
	});

	test('cancelled while it runs: at the service, too', async () => {
		await service.setOptions({ durationMs: 60_000 });
		try {
			const source = new CancellationTokenSource();
			const call = bench.call(generate, { prompt: 'slow', file: bench.path('slow.png') }, source.token);
			await waitFor('the job', async () => (await service.jobs()).length > 0);
			source.cancel();
			await assert.rejects(call);
			await waitFor('the cancel', async () => (await service.ledger()).entries[0]?.cancelled === true);
		} finally {
			await service.setOptions({ durationMs: 300 });
		}
	});

	test('the same call twice at once is one job, and a file is paid for once', async () => {
		const input = { prompt: 'twice', file: bench.path('twice.png') };
		const both = await Promise.allSettled([bench.call(generate, input), bench.call(generate, input)]);
		assert.ok(both.some(({ status }) => status === 'fulfilled'));
		assert.equal((await service.ledger()).entries.length, 1);
	});

	test('what may have been paid for is not sent again', async () => {
		await service.addFault({ on: 'create', kind: 'resetAfterBody' });
		const input = { prompt: 'lost', file: bench.path('lost.png') };
		await bench.refused(generate, input, /It may have cost 45 credits[^]*do not ask for it again/);
		await bench.refused(generate, input, /may have been paid for already/);
		assert.equal((await service.requests()).filter(({ call }) => call === 'create').length, 1);
	});
});
