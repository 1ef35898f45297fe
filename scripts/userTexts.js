/**
 * An ESLint rule: what a user reads goes through `l10n.t`. It takes for such a text every string that reads as words
 * (two of them, or one with a capital), unless it goes to the log, into an error that is worded by its code or is a
 * mistake in the code (RangeError, TypeError), or names a module or type.
 */

/** Stays as it is in every language. */
const product = 'Image Assets';
const words = /\p{L}{2,}[,:;.!?]?\s+[\p{L}\d\0“(]|[\0\p{L}\d][,:;.!?]?\s+\p{L}{2,}|^\p{Lu}\p{Ll}+…?$/u;
/** Is written into a document or a page. */
const markup = /^<[!a-z]/;
/** Calls whose texts nobody reads in the display language. */
const unread = new Set(['debug', 'info', 'warn', 'error', 'trace', 'get', 'has', 'includes', 'RegExp']);

function isLocalized(node) {
	const { callee } = node;
	return (
		callee.type === 'MemberExpression' &&
		callee.object.type === 'Identifier' &&
		callee.object.name === 'l10n' &&
		callee.property.name === 't'
	);
}

function nameOf(callee) {
	return callee.type === 'MemberExpression' ? callee.property.name : callee.name;
}

/** Whether what stands around a text keeps it from the user. */
function isUnread(node) {
	for (let at = node, { parent } = node; parent; at = parent, { parent } = parent) {
		switch (parent.type) {
			case 'CallExpression':
				if (isLocalized(parent)) {
					return true;
				}
				return unread.has(nameOf(parent.callee)) && parent.arguments.includes(at);
			case 'NewExpression':
				return /^(?:RegExp|(?:Asset|Codec|Range|State|Type)Error)$/.test(nameOf(parent.callee));
			case 'BinaryExpression':
				if (/^[!=]==?$/.test(parent.operator)) {
					return true;
				}
				break;
			case 'Property':
			case 'PropertyDefinition':
			case 'MemberExpression':
				if ((parent.key ?? parent.property) === at || parent.key?.name === 'logName') {
					return true;
				}
				break;
			case 'SwitchCase':
				return parent.test === at;
			case 'ImportDeclaration':
			case 'ImportExpression':
			case 'ExportAllDeclaration':
			case 'ExportNamedDeclaration':
			case 'TSLiteralType':
			case 'TSTemplateLiteralType':
			case 'TSImportType':
				return true;
			case 'ArrowFunctionExpression':
			case 'FunctionDeclaration':
			case 'BlockStatement':
				return false;
		}
	}
	return false;
}

export const userTexts = {
	meta: { type: 'problem', schema: [], messages: { bare: 'A user reads this: l10n.t({{text}})' } },
	create(context) {
		const check = (node, text) => {
			if (words.test(text) && text !== product && !markup.test(text) && !isUnread(node)) {
				context.report({
					node,
					messageId: 'bare',
					data: { text: JSON.stringify(text.replaceAll('\0', '{}')) },
				});
			}
		};
		return {
			Literal: node => {
				if (typeof node.value === 'string') {
					check(node, node.value);
				}
			},
			TemplateLiteral: node => {
				check(node, node.quasis.map(({ value }) => value.cooked ?? value.raw).join('\0'));
			},
		};
	},
};
