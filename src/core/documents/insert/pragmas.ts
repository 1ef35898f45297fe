import { endOfLine, indentation, lineAt, nextLine, startOfLine } from '../lines.ts';
import { isTableRow } from '../syntax/markdownLines.ts';
import type { Target } from './target.ts';

/** Begins a comment: the mark of one that has to be closed. */
const mark = /^\s*(?:\/\/+!?|#+|--+|;+|%+|(\/\*+|\{\/\*+|<!--|\{#|\{\{!-{0,2}|<%#|<%!?--|@\*))[ \t]*/;
const close = /(?:\*\/\}?|-->|#\}|\}\}|%>|\*@)$/;
/** An order to a tool for what is below it. */
const forNext =
	/^(?:(?:(?:\w{1,20}:|@diagnostic) ?)?[@\w:-]{0,30}(?:disable|ignore)(?:-for)?[-:]next\b|(?:c8|v8|istanbul) ignore next\b|(?:prettier|biome|dprint|svelte|deno-lint)-ignore\b(?!-)|@(?:ts|vue)-(?:ignore|expect-error|skip)\b|noinspection\b|ReSharper disable once|ignore: |shellcheck \w+=|hadolint ignore|lint ignore |renovate: |nolint\b|nosemgrep|NOLINTNEXTLINE|cppcheck-suppress\b|phpcs:ignore\b|@phpstan-ignore\b(?!-line)|@psalm-suppress\b|\$Flow\w)/;
/** An order to a tool for its own line, or for all of the file. */
const order =
	/^(?:go:\w|-\*-|\+build|!TeX\b|(?:-- ?)?(?:frozen_string_literal|(?:en)?coding|typed?|noqa|ruff|flake8|isort|pylint|pyright|fmt|mypy|nosec|pragma|rubocop|credo|phpcs|swiftlint|swiftformat|tslint|jshint|tfsec|checkov|luacheck|language|swift-tools-version|clang-format)\b[:= ]|@?(?:ts|phpstan|psalm|eslint|stylelint|oxlint|deno|vite|biome|prettier|yaml-language)-\w|webpack[A-Z]\w|[#@] ?source(?:Mapping)?URL=|shellcheck\b|yamllint\b|NOLINT|@(?:jsx|flow|dart)\b|ignore_for_file:)/;
/** A line that counts only where a file begins, below others of its kind. */
const first =
	/^(?:#!(?!\[)|(?:#|\/\/|--|;+|%)[ \t]*(?:-\*-|(?:(?:en)?coding|frozen_string_literal|typed) ?[:=]|(?:syntax|escape|check)=|swift-tools-version|!TeX\b))/i;

/** Whether a comment is an order to a tool: `//go:build linux`. More text would change it. */
export function isOrder(text: string): boolean {
	const own = text.replace(mark, '');
	return own !== text && (order.test(own) || forNext.test(own));
}

function isForNext(line: string): boolean {
	const [open, closing] = mark.exec(line) ?? [];
	const isWhole = open !== undefined && (closing === undefined || close.test(line.trimEnd()));
	return isWhole && forNext.test(line.slice(open.length));
}

/**
 * A selection in an order to a tool, as if the line were selected that the order is for; one in the lines that a file
 * has to begin with, as if all of them were.
 */
export function pastPragma(to: Target): Target {
	const { text, end } = to;
	const own = startOfLine(text, end);
	let at: number | undefined = own;
	if (isForNext(lineAt(text, own))) {
		do {
			at = nextLine(text, at);
		} while (at !== undefined && (lineAt(text, at).trim() === '' || isForNext(lineAt(text, at))));
	} else {
		at = end === 0 && /^(?:<\?|%YAML\b)/.test(text) ? 0 : undefined;
		at = own === 0 && /^@charset\s/.test(text) ? 0 : at;
		let next: number | undefined = 0;
		for (; next !== undefined && first.test(lineAt(text, next)); next = nextLine(text, next)) {
			at = own <= next ? next : at;
		}
	}
	// The second line of a table stands for all of it.
	if (at !== undefined && isTableRow(text, at)) {
		at = nextLine(text, at);
	}
	if (at === undefined || to.mode === 'replace') {
		return to;
	}
	const line = lineAt(text, at);
	const [start, last] = [at + indentation(line).length, at + line.trimEnd().length];
	return { ...to, start, end: last, lineEnd: endOfLine(text, at), wholeLines: true };
}
