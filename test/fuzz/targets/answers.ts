import assert from 'node:assert/strict';
import { parseBaseUrl, parseInputUrl, parseUploadUrl } from '../../../src/core/addresses/address.ts';
import { AddressError } from '../../../src/core/addresses/addressError.ts';
import { MalformedAnswerError } from '../../../src/core/api/errors/malformedAnswerError.ts';
import { expiryOf } from '../../../src/core/api/expiry.ts';
import { errorText, parsePrediction } from '../../../src/core/api/prediction.ts';
import { retryAfterOf } from '../../../src/core/api/retryAfter.ts';
import { isLoopback } from '../../../src/core/addresses/specialAddresses.ts';
import { parseUploadTicket } from '../../../src/core/api/uploadFile.ts';
import { redact } from '../../../src/core/text/redact.ts';
import { InputImageError } from '../../../src/core/references/inputImageError.ts';
import { isWebAddress, parseReferenceUrl } from '../../../src/core/references/referenceUrl.ts';
import { allowing, type Target } from '../target.ts';

const base = new URL('https://api.example.com/v1');
const statuses = ['queued', 'running', 'succeeded', 'failed', 'cancelled'];
const url = 'https://cdn.example.com/a.webp?X-Amz-Date=20261124T100000Z&X-Amz-Expires=300';

export const answerTargets: readonly Target[] = [
	{
		name: 'prediction',
		seeds: [
			JSON.stringify({
				job_id: 'a',
				status: 'completed',
				result: { images: [{ url }, url] },
				public_url: url,
			}),
			JSON.stringify({ id: 'a', status: 'succeeded', output: [url, [url]], error: null }),
			JSON.stringify({
				id: 'a',
				status: 'failed',
				error: { message: { detail: [{ loc: ['body', 'x'], msg: 'no' }] } },
			}),
			JSON.stringify({ id: 'a', status: 'constructor' }),
		],
		tokens: ['"status":', '"images":[', '{"error":', '{"detail":[', '{"url":'],
		json: true,
		run(input) {
			const found = allowing([MalformedAnswerError], () => parsePrediction(input));
			if (found !== undefined) {
				assert.ok(statuses.includes(found.status), 'a status that is known');
				assert.match(found.id, /^[\w-]{1,128}$/);
				assert.ok(found.outputs.every(each => URL.canParse(each)));
				assert.ok(new Set(found.outputs).size === found.outputs.length && found.answer.length <= 4000);
				assert.ok(found.error === undefined || (found.error !== '' && found.error.length <= 500));
			}
			// As a refusal has it.
			let value: unknown = input;
			try {
				value = JSON.parse(input);
			} catch {
				// Words.
			}
			const reason = errorText(value);
			assert.ok(reason === undefined || typeof reason === 'string');
		},
	},
	{
		name: 'uploadTicket',
		seeds: [
			JSON.stringify({
				upload_url: 'https://s.example.com/',
				upload_fields: { key: 'a', n: 1 },
				file_url: url,
			}),
		],
		json: true,
		run: input => allowing([MalformedAnswerError, AddressError], () => parseUploadTicket(input, base)),
	},
	{
		name: 'retryAfter',
		seeds: ['1', '0.5', 'Wed, 21 Oct 2026 07:28:00 GMT', '120', '-1', '1e9', '٣'],
		run(input) {
			for (const name of ['retry-after', 'retry-after-ms']) {
				// As a header can be.
				const headers = allowing([TypeError], () => new Headers({ [name]: input }));
				const wait = headers && retryAfterOf(headers, 1_800_000_000_000);
				assert.ok(wait === undefined || (Number.isFinite(wait) && wait >= 0), String(wait));
			}
		},
	},
	{
		name: 'addresses',
		seeds: [
			url,
			'http://127.0.0.1:80/',
			'https://[::1]/',
			'http://localhost',
			'https://user:pw@a.b/',
			' https://한글.kr/x#y ',
			'https://a.b/?Expires=1&expires=2',
		],
		tokens: ['https://', '%', '%00', '@', '[::', 'xn--', '.', ':99999', '0x7f', '/../', '?Expires='],
		run(input) {
			allowing([AddressError], () => isLoopback(parseBaseUrl(input)));
			allowing([AddressError], () => parseInputUrl(input, base));
			allowing([AddressError], () => parseUploadUrl(input, base));
			allowing([InputImageError], () => parseReferenceUrl(input, base));
			isWebAddress(input);
			assert.ok(Number.isFinite(expiryOf(input, 0)));
		},
	},
	{
		name: 'redact',
		seeds: ['cdt_abcdefghijklmnop', 'Authorization: Bearer cdt_x', 'https://a/?X-Amz-Signature=abc'],
		tokens: ['cdt_', 'Bearer ', 'sk-'],
		run: input => redact(input, ['secret', '']),
	},
];
