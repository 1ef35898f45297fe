import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod/mini';
import { AddressError } from '../../../src/core/addresses/addressError.ts';
import { ConnectionError, connectionFailures } from '../../../src/core/api/errors/connectionError.ts';
import { HttpError } from '../../../src/core/api/errors/httpError.ts';
import { InterruptedError } from '../../../src/core/api/errors/interruptedError.ts';
import { MalformedAnswerError } from '../../../src/core/api/errors/malformedAnswerError.ts';
import { RedirectError } from '../../../src/core/api/errors/redirectError.ts';
import { RequestTimeoutError } from '../../../src/core/api/errors/requestTimeoutError.ts';
import { StorageError } from '../../../src/core/api/errors/storageError.ts';
import { BodyTooLargeError } from '../../../src/core/api/readBody.ts';
import {
	AssetError,
	assetErrorCodes,
	badPathReasons,
	toAssetError,
} from '../../../src/core/assets/assetError.ts';
import { CodecError, codecErrorCodes } from '../../../src/core/images/codecError.ts';
import { whyOf } from '../../../src/core/jobs/failure.ts';
import { LeaseLostError } from '../../../src/core/jobs/journal/leaseLostError.ts';
import { problemSchema } from '../../../src/core/jobs/journal/problemSchema.ts';
import type { Problem } from '../../../src/core/jobs/problem.ts';
import { stageImage } from '../../../src/core/jobs/stageImage.ts';
import { judgeUpload } from '../../../src/core/jobs/uploadVerdict.ts';
import { InputImageError } from '../../../src/core/references/inputImageError.ts';
import { RefusedError } from '../../../src/core/refusal.ts';
import { StateError } from '../../../src/core/state/stateFiles.ts';
import { problemText } from '../../../src/host/jobs/problemText.ts';
import { errorText } from '../../../src/host/texts/errorText.ts';
import { repository } from '../../support/repository.ts';
import { sampleIntent } from '../../support/sampleIntent.ts';
import { display } from '../../support/vscodeStub/vscode.ts';

const host = 'api.example';
const systemError = (code: string) => Object.assign(new Error(`${code}: made up`), { code });
const caught = (action: () => unknown): unknown => {
	try {
		return action();
	} catch (error) {
		return error;
	}
};

/** Errors of `core`, and what a user reads of them in English and Korean. */
const samples: readonly (readonly [error: unknown, english: string, korean: string])[] = [
	[
		new ConnectionError('dns', host, undefined),
		"Couldn't connect to api.example.",
		'api.example에 연결하지 못했습니다.',
	],
	[
		new ConnectionError('certificate', host, undefined),
		'No trusted connection to api.example could be made.',
		'api.example에 신뢰할 수 있는 연결을 설정하지 못했습니다.',
	],
	[
		new ConnectionError('proxy', host, undefined),
		"The proxy didn't let the request through to api.example.",
		'프록시가 api.example(으)로 보내는 요청을 허용하지 않았습니다.',
	],
	[
		new InterruptedError(host, undefined),
		'The connection to api.example broke before the answer was complete.',
		'응답을 모두 받기 전에 api.example 연결이 끊겼습니다.',
	],
	[
		new RequestTimeoutError(host, 30_000),
		"api.example didn't answer within 30 seconds.",
		'api.example이(가) 30초 안에 응답하지 않았습니다.',
	],
	[
		new RedirectError('A result redirects more than 3 times'),
		'A redirect to another address was refused.',
		'다른 주소로 리디렉션되어 거부했습니다.',
	],
	[
		new MalformedAnswerError('The answer is not JSON', '<html>'),
		"The service's answer can't be read.",
		'서비스의 응답을 읽을 수 없습니다.',
	],
	[new BodyTooLargeError(67_000_000), 'The answer is larger than 67 MB.', '응답이 67MB보다 큽니다.'],
	[
		new HttpError(500, undefined, undefined),
		'The server answered with an error (HTTP 500).',
		'서버가 오류로 응답했습니다(HTTP 500).',
	],
	[
		new HttpError(404, 'no such file', undefined),
		'The server answered with an error (HTTP 404): no such file',
		'서버가 오류로 응답했습니다(HTTP 404). no such file',
	],
	[
		new StorageError('store.example', new HttpError(403, 'Access Denied', undefined)),
		"store.example didn't take the file: HTTP 403: Access Denied",
		'store.example이(가) 파일을 받지 않았습니다. HTTP 403: Access Denied',
	],
	[
		new StorageError('store.example', new InterruptedError('store.example', undefined)),
		'The connection to store.example broke before the answer was complete.',
		'응답을 모두 받기 전에 store.example 연결이 끊겼습니다.',
	],
	[
		new AddressError({ code: 'internal', use: 'result', host: '10.0.0.1' }),
		'The service named the internal address 10.0.0.1, which is refused.',
		'서비스가 내부 주소 10.0.0.1을(를) 알려 주어 거부했습니다.',
	],
	[
		new AddressError({ code: 'protocol', use: 'upload', protocol: 'ftp:' }),
		'Only addresses that start with https:// can be used.',
		'https://로 시작하는 주소만 사용할 수 있습니다.',
	],
	[
		caught(() => stageImage(Buffer.from('<html></html>'))),
		"It isn't a PNG, JPEG, or WebP image.",
		'PNG, JPEG 또는 WebP 이미지가 아닙니다.',
	],
	[
		caught(() => stageImage(Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'))),
		'The image is damaged, or of an unusual kind.',
		'이미지가 손상되었거나 일반적이지 않은 형식입니다.',
	],
	[
		new AssetError('readOnly', 'x', { path: 'assets' }),
		"assets can't be written to.",
		'assets에 쓸 수 없습니다.',
	],
	[
		new AssetError('badPath', 'x', { path: '~', reason: 'home' }),
		'The path "~" can\'t start with "~".',
		'"~" 경로는 "~"로 시작할 수 없습니다.',
	],
	[
		toAssetError(systemError('EBUSY'), 'assets'),
		'The file system failed: EBUSY: made up',
		'파일 시스템 오류: EBUSY: made up',
	],
	...(['ENOSPC', 'EDQUOT'] as const).map(
		code =>
			[
				new StateError('x', { cause: systemError(code) }),
				"Image Assets can't use its own storage. The disk is full.",
				'Image Assets가 자체 저장소를 사용할 수 없습니다. 디스크가 가득 찼습니다.',
			] as const,
	),
	...(['EACCES', 'EROFS'] as const).map(
		code =>
			[
				new StateError('x', { cause: systemError(code) }),
				"Image Assets can't use its own storage. The folder can't be written to.",
				'Image Assets가 자체 저장소를 사용할 수 없습니다. 폴더에 쓸 수 없습니다.',
			] as const,
	),
	[
		new StateError('x', { cause: systemError('EBUSY') }),
		"Image Assets can't use its own storage. The file system failed: EBUSY: made up",
		'Image Assets가 자체 저장소를 사용할 수 없습니다. 파일 시스템 오류: EBUSY: made up',
	],
	[
		new StateError('x', { code: 'held' }),
		"Another window won't release a file that Image Assets needs. Close or reload the other windows.",
		'다른 창에서 Image Assets에 필요한 파일을 계속 사용하고 있습니다. 다른 창을 닫거나 다시 로드하세요.',
	],
	[
		new LeaseLostError('job_1'),
		'Another window is working on this image.',
		'다른 창에서 이 이미지를 처리하고 있습니다.',
	],
	[
		new RefusedError({ code: 'inHand' }),
		'This image is already being worked on.',
		'이 이미지에 대한 작업이 이미 진행 중입니다.',
	],
	[new InputImageError('fox.png', { code: 'empty' }), 'fox.png is empty.', 'fox.png이(가) 비어 있습니다.'],
];

/** Errors of `core` whose message no user reads, and why. */
const unread: Readonly<Record<string, string>> = {
	FileTakenError: 'openPaths.ts words it',
	JobExistsError: 'openJobs.ts takes it for a refusal',
	ReferenceGoneError: 'a problem of its own',
	UserError: 'its message is localized',
};

/** Files of `core` that throw a plain Error where there is a mistake in the code. */
const mistakes = [
	'documents/missing/pictures.ts',
	'jobs/journal/jobsFolder.ts',
	'jobs/submit.ts',
	'jobs/watch.ts',
	'state/storageKinds.ts',
];

const core = join(repository, 'src/core');
const sources = readdirSync(core, { recursive: true, encoding: 'utf8' })
	.filter(name => name.endsWith('.ts'))
	.map(name => [name.replaceAll('\\', '/'), readFileSync(join(core, name), 'utf8')] as const);
const filesWith = (pattern: RegExp) =>
	sources
		.filter(([, text]) => pattern.test(text))
		.map(([name]) => name)
		.sort();

suite('errors of core', () => {
	teardown(() => {
		display('en');
	});

	for (const [error, english, korean] of samples) {
		test(`in both languages: ${english}`, () => {
			display('en');
			assert.equal(errorText(error), english);
			display('ko');
			assert.equal(errorText(error), korean);
			assert.match(whyOf(error).detail, /^[\x20-\x7e]+$/, 'for the log');
		});

		test(`kept in the journal: ${english}`, () => {
			const problem: Problem = { kind: 'download', ...whyOf(error) };
			assert.deepEqual(problemSchema.parse(JSON.parse(JSON.stringify(problem))), problem);
		});
	}

	test('have a text in the display language for every code', () => {
		display('ko');
		for (const error of [
			...connectionFailures.map(failure => new ConnectionError(failure, host, undefined)),
			...codecErrorCodes.map(code => new CodecError(code, 'x')),
			...assetErrorCodes.map(code => new AssetError(code, 'x')),
			...badPathReasons.map(reason => new AssetError('badPath', 'x', { path: 'a', reason })),
		]) {
			assert.match(errorText(error), /[가-힣]/);
			const problem: Problem = { kind: 'upload', ...whyOf(error) };
			assert.deepEqual(problemSchema.parse(JSON.parse(JSON.stringify(problem))), problem);
		}
	});

	test('name the variables there are where one does not exist', () => {
		const error = new AssetError('badPath', 'x', { path: '${nope}/x', reason: 'unknownVariable' });
		const all = /"\$\{nope\}\/x".*\$\{workspaceFolder\}, \$\{fileName\}.* \$\{documentDirName\}/;
		assert.match(errorText(error), all);
		display('ko');
		assert.match(errorText(error), all);
	});

	test('are all worded, or not for users', () => {
		const classes = sources.flatMap(([, text]) =>
			[...text.matchAll(/^export class (\w+) extends \w*Error\b/gm)].map(([, name = '']) => name),
		);
		const worded = samples.map(([error]) => (error instanceof Error ? error.constructor.name : ''));
		assert.deepEqual(
			classes.filter(name => !worded.includes(name) && !(name in unread)),
			[],
			'give the error a code in failure.ts, and a sample here',
		);
		assert.deepEqual(
			Object.keys(unread).filter(name => !classes.includes(name)),
			[],
		);
	});

	test('carry a code: a plain Error is only for a mistake in the code', () => {
		assert.deepEqual(filesWith(/\bnew Error\(\s*['"`]/), mistakes);
		assert.deepEqual(filesWith(/\bnew UserError\(\s*['"`]/), []);
	});

	test('are what a problem tells of: nothing else is said to be in the words of others', () => {
		assert.deepEqual(filesWith(/code: 'foreign'/), [
			'jobs/collect.ts',
			'jobs/failure.ts',
			'jobs/journal/problemSchema.ts',
		]);
	});
});

suite('why a job stopped', () => {
	teardown(() => {
		display('en');
	});

	const told = (problem: Problem) =>
		problemText(problem, { intent: sampleIntent(), phase: 'intent', sends: 0 }).message;

	test('is shown in the display language', () => {
		const store = new StorageError('store.example', new RequestTimeoutError('store.example', 60_000));
		const { problem } = judgeUpload(store);
		assert.equal(
			told(problem),
			"A reference image couldn't be uploaded. store.example didn't answer within 60 seconds. Nothing was charged.",
		);
		display('ko');
		assert.equal(
			told(problem),
			'참조 이미지를 업로드하지 못했습니다. store.example이(가) 60초 안에 응답하지 않았습니다. 요금이 청구되지 않았습니다.',
		);
		assert.doesNotMatch(
			told({ kind: 'storage', ...whyOf(new StateError('No room', { cause: systemError('ENOSPC') })) }),
			/No room|disk/,
		);
	});

	test('is shown in the words of others, or of an earlier version, where there is no code', () => {
		display('ko');
		const earlier = problemSchema.parse({ kind: 'upload', detail: 'HTTP 500: try later' });
		assert.match(told(earlier), /^참조 이미지를 업로드하지 못했습니다\. HTTP 500: try later\. /);
		const later = problemSchema.parse({ kind: 'storage', detail: 'New words', because: { code: 'new' } });
		assert.match(told(later), /기록하지 못해 아무것도 보내지 않았습니다\. New words\.$/);
		const nothing = problemSchema.parse({ kind: 'download', detail: '' });
		assert.doesNotMatch(told(nothing), /\{|undefined/);
	});

	test('is read by earlier versions, which know the English words alone', () => {
		const earlier = z.object({ kind: z.literal('upload'), detail: z.string() });
		const kept = { kind: 'upload', ...whyOf(new InterruptedError(host, undefined)) };
		assert.deepEqual(earlier.parse(kept), { kind: 'upload', detail: kept.detail });
	});
});
