import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { storageKinds } from '../../src/core/state/storageKinds.ts';
import { imageHeader } from '../../src/core/images/verifyImage.ts';
import { localCodecs } from '../support/imageCodecs.ts';
import { closeLeft, openWorkbench, type Workbench } from '../support/workbench/openWorkbench.ts';
import { waitFor } from '../support/workbench/waitFor.ts';
import { openPanel } from './panel/panelPage.ts';
import { useService, type UiService } from './service.ts';

const sentence = 'A lighthouse at dawn, calm sea, wide negative space for a headline';
const image = 'assets/a-lighthouse-at-dawn-calm-sea-wide-negative.webp';

suite('jobs that outlive their window', () => {
	let service: UiService;

	suiteSetup(async () => {
		service = await useService();
	});
	setup(() => {
		service.emulator.setOptions({ durationMs: 600_000 });
	});

	const posts = () => service.emulator.requests.filter(({ call }) => call === 'create').length;
	const charged = () => service.emulator.ledger.entries.length;

	/** Starts the image of the sentence in the guide, and waits until the service has the job. */
	async function begin(workbench: Workbench): Promise<void> {
		const before = charged();
		await workbench.editor.open('docs/guide.md');
		await workbench.editor.select(sentence);
		await workbench.runById('imageAssets.generateFromSelection');
		await waitFor('the job to be accepted', () => charged() === before + 1);
		await workbench.notifications.find(/(Queued|Generating)…/);
	}

	/** Kills the extension host of a window, as the system does when memory runs out. */
	async function killHost({ inHost }: Workbench): Promise<void> {
		const pid = await inHost(() => process.pid);
		process.kill(pid, 'SIGKILL');
	}

	test('50 a window reloaded in the middle of a job: the image comes, once, with its link', async () => {
		const workbench = await openWorkbench({ env: service.env });
		const { editor, notifications, statusBar, folder } = workbench;
		const before = posts();
		await begin(workbench);
		await workbench.reload();
		await statusBar.find('1 image');
		service.emulator.finish();
		const done = await notifications.find(/while you were away/);
		assert.equal(done.text, `Saved ${image} while you were away · 45 credits.`);
		assert.deepEqual(done.buttons, ['Open', 'Reveal', 'Undo']);
		await editor.waitForText(`![${sentence}](../${image})`);
		assert.equal(posts(), before + 1);
		assert.deepEqual(
			(await readdir(join(folder, 'assets'))).filter(name => name.startsWith('a-lighthouse')),
			['a-lighthouse-at-dawn-calm-sea-wide-negative.webp'],
		);
		// Reported once: after another reload nothing is reported, for as long as it took the first time.
		await workbench.reload();
		await notifications.clearAll();
		await workbench.page.waitForTimeout(3000);
		assert.deepEqual(await notifications.list(), []);
	});

	test('49 the extension host is killed in the middle of a job: after a reload the image is there', async () => {
		const workbench = await openWorkbench({ env: service.env });
		const { notifications, folder } = workbench;
		const before = posts();
		await begin(workbench);
		await killHost(workbench);
		service.emulator.finish();
		await workbench.page.reload();
		await notifications.find(/while you were away/, 60_000);
		assert.ok(existsSync(join(folder, image)));
		assert.equal(posts(), before + 1);
		assert.equal(service.emulator.ledger.entries.at(-1)?.cancelled, false);
	});

	test('a place that was changed meanwhile: no link is guessed, Insert Link is offered', async () => {
		const workbench = await openWorkbench({ env: service.env });
		const { editor, notifications, inHost } = workbench;
		await begin(workbench);
		await killHost(workbench);
		const guide = join(workbench.folder, 'docs/guide.md');
		await writeFile(guide, '# Another text\n\nNothing is as it was.\n');
		service.emulator.finish();
		await workbench.page.reload();
		const done = await notifications.find(/while you were away/, 60_000);
		assert.deepEqual(done.buttons, ['Insert Link', 'Open', 'Reveal', 'Undo']);
		assert.match(done.text, /No link was inserted, because the text it belongs to has changed/);
		await inHost(async ({ window, workspace, Uri, Selection }, path) => {
			const shown = await window.showTextDocument(await workspace.openTextDocument(Uri.file(path)));
			shown.selection = new Selection(2, 21, 2, 21);
		}, guide);
		await notifications.press(/while you were away/, 'Insert Link');
		await editor.waitForText(`![${sentence}](../${image})`);
	});

	test('a cut-out started in the panel is finished after a crash and a reload, and the paid original is kept', async () => {
		const workbench = await openWorkbench({ env: service.env });
		const { folder, notifications, storageFolder } = workbench;
		const [before, paid] = [posts(), charged()];
		const originals = () =>
			readdir(join(storageFolder, storageKinds.cutOut.folder)).catch((): string[] => []);
		const earlier = (await originals()).length;
		const panel = await openPanel(workbench);
		await panel.prompt.fill('a gold ring');
		await panel.view.getByText('More', { exact: true }).click();
		await panel.radio('Cut out').check();
		await panel.generate.click();
		await waitFor('the charge', () => charged() === paid + 1);
		// The answer has to be noted before the kill: without it, it is unknown whether the image is made.
		await panel.cards.filter({ hasText: /Queued|Generating/ }).waitFor();
		await killHost(workbench);
		service.emulator.finish();
		await workbench.page.reload();
		await notifications.find(/while you were away/, 60_000);
		const file = join(folder, 'assets/a-gold-ring.webp');
		const { width, height, data } = await localCodecs().decode(await readFile(file));
		const alpha = (x: number, y: number) =>
			data[(Math.round(y * height) * width + Math.round(x * width)) * 4 + 3];
		assert.deepEqual([alpha(0.02, 0.02), alpha(0.5, 0.22), alpha(0.5, 0.5)], [0, 255, 0]);
		assert.equal(posts(), before + 1);
		assert.ok((await originals()).length > earlier);
	});

	test('an image for a placeholder comes into its place after a reload, and with it its other sizes', async () => {
		const workbench = await openWorkbench({ env: service.env });
		const { inHost, notifications, folder } = workbench;
		await mkdir(join(folder, 'site'));
		const html = '<img src="boat.webp" srcset="boat-2x.webp 2x" width="90" height="60" alt="A red boat">';
		await writeFile(join(folder, 'site/a.html'), html);
		await inHost(async ({ commands }) => {
			const args = { folder: 'site', all: true, placeholders: true };
			await commands.executeCommand('imageAssets.generateMissing', args);
		});
		const read = () => ['boat.webp', 'boat-2x.webp'].map(name => readFileSync(join(folder, 'site', name)));
		const drawn = read();
		const before = charged();
		await inHost(({ commands }) => {
			void commands.executeCommand('imageAssets.renderPlaceholders', { folder: 'site', all: true });
		});
		await waitFor('the job to be accepted', () => charged() === before + 1);
		await workbench.reload();
		await workbench.statusBar.find('1 image');
		service.emulator.finish();
		const done = await notifications.find(/^Rendered /);
		assert.equal(done.text, 'Rendered site/boat-2x.webp while you were away · 45 credits.');
		const made = read();
		assert.deepEqual(
			made.map(bytes => imageHeader(bytes)?.width),
			[90, 180],
		);
		assert.ok(made.every((bytes, index) => drawn[index]?.equals(bytes) === false));
		assert.deepEqual((await readdir(join(folder, 'site'))).sort(), ['a.html', 'boat-2x.webp', 'boat.webp']);
		assert.equal(charged(), before + 1);
	});

	test('49 killed while the answer was still to come: unknown, never sent again, and said so', async () => {
		const workbench = await openWorkbench({ env: service.env });
		const { editor, notifications, quickInput, runCommand } = workbench;
		const before = posts();
		service.emulator.faults.add({ on: 'create', kind: 'hang' });
		await editor.open('docs/guide.md');
		await editor.select(sentence);
		await workbench.runById('imageAssets.generateFromSelection');
		await waitFor('the request', () => posts() === before + 1);
		await killHost(workbench);
		await workbench.page.reload();
		const message = await notifications.find(/nobody knows whether the image is being made/, 60_000);
		assert.match(message.text, /may have cost 45 credits/);
		assert.deepEqual(message.buttons, ['Show Jobs']);
		await notifications.hide();
		await runCommand('Image Assets: Show Jobs');
		await quickInput.opened('Jobs');
		const [item] = await quickInput.items();
		assert.match(item?.description ?? '', /^Unknown · 45 credits · /);
		assert.deepEqual(item?.buttons, ['Send Again… (45 credits)', 'Dismiss']);
		await quickInput.pressItemButton(item.label, 'Dismiss');
		await waitFor('an empty list', async () => (await quickInput.items())[0]?.label === 'No jobs');
		assert.equal(posts(), before + 1);
	});

	test('58 a damaged entry is set aside, and the others go on', async () => {
		// Whichever window sees it first sets it aside, and says so there.
		await closeLeft();
		const workbench = await openWorkbench({ env: service.env });
		const { notifications, statusBar, storageFolder, folder } = workbench;
		await begin(workbench);
		const damaged = randomUUID();
		await mkdir(join(storageFolder, 'jobs/v1', damaged), { recursive: true });
		await writeFile(join(storageFolder, 'jobs/v1', damaged, 'intent.json'), '{"version":1,"id":');
		await notifications.find(/couldn't be read and were set aside/);
		await workbench.reload();
		await statusBar.find('1 image');
		service.emulator.finish();
		await notifications.find(/while you were away/);
		assert.ok(existsSync(join(folder, image)));
		assert.ok(!existsSync(join(storageFolder, 'jobs/v1', damaged)));
		assert.ok((await readdir(join(storageFolder, 'jobs/damaged'))).some(name => name.startsWith(damaged)));
	});

	test('51 the job of a window that is gone is fetched by another, and saved by its own', async () => {
		await closeLeft();
		const first = await openWorkbench({ env: service.env, fresh: true });
		const other = await openWorkbench({ env: service.env, fresh: true });
		const before = posts();
		await begin(first);
		const { folder } = first;
		// As long as its window is alive, no other window touches it: nothing may happen in several looks at the journal.
		await other.page.waitForTimeout(2000);
		assert.deepEqual(await other.notifications.list(), []);
		await killHost(first);
		await first.page.goto('about:blank');
		service.emulator.finish();
		await waitFor(
			'the other window to load the result',
			() => service.emulator.requests.some(({ call }) => call === 'download'),
			60_000,
		);
		assert.ok(!existsSync(join(folder, image)));
		// Nothing may be reported, either.
		await other.page.waitForTimeout(1000);
		assert.deepEqual(await other.notifications.list(), []);
		const again = await openWorkbench({ env: service.env, openInPlace: folder, fresh: true });
		await again.notifications.find(/while you were away/, 60_000);
		assert.ok(existsSync(join(folder, image)));
		assert.equal(posts(), before + 1);
	});
});
