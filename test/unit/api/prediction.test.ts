import assert from 'node:assert/strict';
import { errorText, parsePrediction } from '../../../src/core/api/prediction.ts';

function parse(answer: unknown) {
	const { answer: _answer, ...prediction } = parsePrediction(JSON.stringify(answer));
	return prediction;
}

suite('answers of the service', () => {
	test('form 1, running and completed', () => {
		const pending = { job_id: 'abc123', status: 'pending', provider: 'replicate', result: null, error: null };
		const none = { outputs: [], publicUrl: undefined, error: undefined };
		assert.deepEqual(parse(pending), { id: 'abc123', status: 'queued', ...none });
		const result = 'https://cdn.example/a.webp';
		const completed = { ...pending, status: 'completed', result, public_url: 'https://pub.example/a.webp' };
		assert.deepEqual(parse(completed), {
			id: 'abc123',
			status: 'succeeded',
			outputs: [result],
			publicUrl: 'https://pub.example/a.webp',
			error: undefined,
		});
	});

	test('form 2', () => {
		const answer = {
			id: 'pred_1',
			status: 'succeeded',
			model: 'openai/gpt-image-2',
			output: ['https://cdn.example/output.png'],
			metrics: { total_time: 2.5 },
		};
		assert.deepEqual(parse(answer).outputs, ['https://cdn.example/output.png']);
		assert.equal(parse(answer).id, 'pred_1');
	});

	const words: [string, string[]][] = [
		['queued', ['pending', 'queued', 'starting']],
		['running', ['processing', 'running', 'in_progress', 'PROCESSING', 'polishing', '']],
		['succeeded', ['completed', 'succeeded', 'success']],
		['failed', ['failed', 'error']],
		['cancelled', ['cancelled', 'canceled', 'aborted']],
	];
	for (const [status, spellings] of words) {
		for (const word of spellings) {
			test(`"${word}" means ${status}`, () => {
				assert.equal(parse({ id: 'a', status: word }).status, status);
			});
		}
	}

	const a = 'https://cdn.example/a.png';
	const b = 'https://cdn.example/b.png';
	const outputs: [string, object, string[]][] = [
		['a string', { result: a }, [a]],
		['an array, in its order, without duplicates', { result: [b, a, b] }, [b, a]],
		['an object', { result: { url: a } }, [a]],
		['objects', { output: [{ url: a }, { url: b }] }, [a, b]],
		['images', { output: { images: [{ url: a }, { url: b }] } }, [a, b]],
		['result before output', { result: a, output: b }, [a]],
		['output where result has none', { result: null, output: b }, [b]],
		['nothing that is no http address', { result: ['file:///etc/passwd', 'data:,x', 'a.png', 7] }, []],
		['nothing in a nest without end', { result: [[[[[[a]]]]]] }, []],
	];
	for (const [name, answer, urls] of outputs) {
		test(`outputs: ${name}`, () => {
			assert.deepEqual(parse({ id: 'a', status: 'completed', ...answer }).outputs, urls);
		});
	}

	const malformed: [string, string, RegExp][] = [
		['no id', '{"status":"pending"}', /"id"/],
		['22 a path for an id', '{"job_id":"../x","status":"pending"}', /"job_id"/],
		['22 a number for an id', '{"job_id":7,"status":"pending"}', /"job_id"/],
		['an id that is too long', JSON.stringify({ id: 'a'.repeat(129), status: 'pending' }), /"id"/],
		['no status', '{"id":"a"}', /"status"/],
		['a status that is no word', '{"id":"a","status":1}', /"status"/],
		['an array', '[]', /object|"status"/],
		['null', 'null', /object/],
		['HTML', '<html></html>', /not JSON/],
		['half of it', '{"id":"a","sta', /not JSON/],
	];
	for (const [name, text, message] of malformed) {
		test(`${name} is an error that names the field`, () => {
			assert.throws(
				() => parsePrediction(text),
				(error: Error) => error.name === 'MalformedAnswerError' && message.test(error.message),
			);
		});
	}

	const errors: [string, unknown, string | undefined][] = [
		['a string', 'No.', 'No.'],
		['message', { message: 'No.' }, 'No.'],
		['detail', { detail: 'No.' }, 'No.'],
		['an error within', { error: { message: 'No.', code: 7 } }, 'No.'],
		[
			'the list of FastAPI',
			{ detail: [{ loc: ['body', 'input', 'quality'], msg: 'bad', type: 'enum' }] },
			'quality: bad',
		],
		[
			'several of them',
			{
				detail: [
					{ loc: ['body', 'model'], msg: 'x' },
					{ loc: [], msg: 'y' },
				],
			},
			'model: x; y',
		],
		['nothing', null, undefined],
		['an empty string', '  ', undefined],
		['something else', 7, undefined],
	];
	for (const [name, value, text] of errors) {
		test(`the words of an error: ${name}`, () => {
			assert.equal(errorText(value), text);
		});
	}
});
