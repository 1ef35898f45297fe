import assert from 'node:assert/strict';
import { execFile, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { repository } from '../../support/repository.ts';

/** What keeps this machine from making networks of its own, if anything does. */
function whyNot(): string | undefined {
	const works = (command: string, ...args: string[]) => spawnSync(command, args).status === 0;
	if (process.platform !== 'linux') {
		return 'only Linux has network namespaces';
	}
	if (process.getuid?.() !== 0) {
		return 'only root may make network namespaces';
	}
	for (const program of ['ip', 'unshare', 'nsenter']) {
		if (!works(program, '-V')) {
			return `${program} is not installed`;
		}
	}
	const trial = 'ip link add outer type veth peer name inner && echo 5 > /proc/sys/net/ipv4/tcp_retries2';
	return works('unshare', '-n', 'sh', '-c', trial) ? undefined : 'the system allows no network namespaces';
}

suite('a network that goes away for real', () => {
	const reason = whyNot();
	const title = '59 the kernel breaks the connection after the service had the call: one POST, unknown';
	if (reason !== undefined) {
		test.skip(`${title} (not run here: ${reason})`);
		return;
	}

	test(title, async () => {
		const folder = join(repository, 'test/support/lostNetwork');
		const args = ['-n', 'bash', join(folder, 'run.sh'), process.execPath, folder];
		const { stdout } = await promisify(execFile)('unshare', args, { timeout: 110_000 });
		const lines = stdout.trim().split('\n');
		assert.deepEqual(
			lines.filter(line => line.startsWith('posts')),
			['posts 1'],
		);
		const ended = JSON.parse(lines.at(-1) ?? '') as Record<string, unknown>;
		assert.match(String(ended.cause), /EHOSTUNREACH/);
		assert.deepEqual([ended.phase, ended.sends], ['unknown', 1]);
		assert.match(String(ended.message), /^It may have cost 45 credits/);
	}).timeout(120_000);
});
