import assert from 'node:assert/strict';
import { convert, LoggerManager, MemoryLogger } from '@asciidoctor/core';
import { path, type Judge } from './judge.ts';

LoggerManager.logger = new MemoryLogger();

const image = new RegExp(
	`<div class="imageblock">\\s*<div class="content">\\s*<img src="${path}"[^>]*>\\s*</div>\\s*</div>|<span class="image"><img src="${path}"[^>]*></span>`,
	'g',
);

const html = async (text: string): Promise<string> => {
	const page = await convert(text, { safe: 'safe', attributes: { name: 'value' } });
	assert.ok(typeof page === 'string');
	return page;
};
/** Without white space, and without the preamble that an image alone makes. */
const plain = (text: string) =>
	text.replace(/\s+/g, '').replace('<divid="preamble"><divclass="sectionbody"></div></div>', '');

/** The page that Asciidoctor makes of a document stands for its tree. */
export const asciiDoc: Judge = {
	name: 'AsciiDoc',
	languageId: 'plaintext',
	fileName: 'a.adoc',
	seeds: 300,
	isNotFound: true,
	pieces: [
		'A fox runs.\nIt goes on.',
		'NOTE: a note here',
		'== A section',
		'A section\n---------',
		'=== Another section\n\nText below',
		':name: a value',
		':name: a value \\\nthat goes on',
		'[NOTE]\nText of a note',
		'[NOTE]\n====\nText of a note\n\nMore of it\n====',
		'[source,js]\n----\nlet fox = 1;\n\nlet b;\n----',
		'[source,js]\nlet fox = 1;\nlet more;',
		'.A title of a block\n----\ncode here\n----',
		'.A title\n[quote,Somebody]\n____\nSaid so\n____',
		'....\nliteral text\n....',
		'```js\nlet a;\n```',
		' indented text\n more of it',
		'////\na comment\n////',
		'// a comment',
		'++++\n<b>raw</b>\n++++',
		'|===\n|a cell |b cell\n\n|c cell\n|d cell\n|===',
		'[cols="1,a"]\n|===\n|Name |Value\n\n2+|a wide cell\nthat goes on\n|===',
		',===\na,b\nc,d\n,===',
		':===\na:b\nc:d\n:===',
		'* one\n* two\n** nested\n* three',
		'. one\n. two\n\n. three',
		'- one\ngoes on\n- two',
		'* one\n+\nattached text\n* two',
		'* one\n+\n----\ncode\n----\n* two\n+\n[NOTE]\nattached note',
		'* one\n\n  literal\n* two',
		'* [x] done\n* [ ] open',
		'CPU:: the brain\nRAM::\nthe memory\nDisk::\n\nthe rest',
		'Term::: text\nOther::: more',
		'ifdef::name[]\nText if so\nendif::[]',
		'ifdef::backend-html5[]\nMore\nendif::[]',
		'image::old.png[Old]',
		'See image:old.png[Old image] here',
		"'''",
		'<<<',
		'====\nAn example\n\n----\ncode\n----\n====',
		'--\nopen block text\n--',
		'****\nside text\n\n* item\n****',
		'[stem]\n++++\nx^2\n++++',
		'[verse]\n____\nroses are\nred\n____',
		'[[an-id]]\n== Section with id',
		'[#an-id.role]\nText with a role',
		'See https://example.org[the site] and <<an-id,that>> here',
		'Text *in bold* and _emphasis here_ and `code too` here',
		'First line +\nsecond line',
		'A footnote:[with words] here and {name} too',
		'[discrete]\n== A heading',
		'----\ncode <1>\n----\n<1> about it\n<2> more',
		'[horizontal]\nA:: b\nC:: d',
		'[%header,format=csv]\n|===\na,b\nc,d\n|===',
	],
	separators: ['\n\n'],
	around: [
		['', ''],
		['= A title\n\n', ''],
		['= A title\nAn Author <a@example.org>\n:toc:\n:other: value\n\n', ''],
	],
	isImage: link => link.startsWith('image:'),
	tree: async text => plain(await html(text)),
	without: async (text, wanted) => {
		const whole = await html(text);
		assert.equal(whole.match(image)?.length, 1, `${wanted} is an image\n${whole}`);
		return plain(whole.replace(image, ''));
	},
	isCode: async (text, wanted) =>
		/<pre[^>]*>(?:(?!<\/pre>)[^])*$/.test((await html(text)).split(wanted)[0] ?? ''),
};
