import assert from 'node:assert/strict';
import { multipartBody } from '../../../src/core/api/multipart.ts';
import { parseMultipart } from '../../emulator/multipart.ts';

suite('a form', () => {
	test('26 line breaks and quotes in names cannot leave their place', async () => {
		const evil = 'a"\r\nX-Evil: 1\r\n\r\nb';
		const { body, contentType } = multipartBody(
			[[evil, 'one\r\n--two']],
			[{ name: 'file', fileName: evil, contentType: `image/png\r\n${evil}`, content: new Blob(['x']) }],
		);
		const text = Buffer.from(await body.arrayBuffer());
		const parts = parseMultipart(text, contentType);
		const escaped = 'a%22%0D%0AX-Evil: 1%0D%0A%0D%0Ab';
		assert.deepEqual(
			parts.map(({ name, fileName, data }) => [name, fileName, data.toString()]),
			[
				[escaped, null, 'one\r\n--two'],
				['file', escaped, 'x'],
			],
		);
	});

	test('no two have the same boundary, and its length is known', () => {
		const [one, two] = [multipartBody([['a', 'é']], []), multipartBody([['a', 'é']], [])];
		assert.notEqual(one.contentType, two.contentType);
		assert.equal(one.body.size, two.body.size);
		assert.match(one.contentType, /^multipart\/form-data; boundary=[\w-]{30,70}$/);
	});
});
