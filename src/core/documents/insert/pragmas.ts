import { endOfLine, indentation, lineAt, nextLine, startOfLine } from '../lines.ts';
import { isTableRow } from '../syntax/markdownLines.ts';
import { linkLanguage } from '../languages.ts';
import type { Target } from './target.ts';

/** Begins a comment: the mark of one that has to be closed. */
const mark = /^\s*(?:\/\/+!?|#+|--+|;+|%+|(\/\*+|\{\/\*+|<!--|\{#|\{\{!-{0,2}|<%#|<%!?--|@\*))[ \t]*/;
const close = /(?:\*\/\}?|-->|#\}|\}\}|%>|\*@)$/;
/** An order to a tool for what is below it. */
const forNext =
	/^(?:(?:(?:\w{1,20}:|@diagnostic) ?)?[@\w:-]{0,30}(?:disable|ignore)(?:-for)?(?:-next(?:-line\b| ?=)|:next\b)|(?:c8|v8|istanbul) ignore next\b|(?:prettier|biome|dprint|svelte|deno-lint)-ignore\b(?!-)|@(?:ts|vue)-(?:ignore|expect-error|skip)\b|noinspection\b|ReSharper disable once|ignore: (?:type=|[a-z]+_)|shellcheck \w+=|hadolint ignore|lint ignore |renovate: ?\w+=|nolint\b|nosemgrep|NOLINTNEXTLINE|cppcheck-suppress\b|phpcs:ignore\b|@phpstan-ignore\b(?!-line)|@psalm-suppress\b|\$Flow\w)/;
/** An order to a tool for its own line, or for all of the file. */
const order =
	/^(?:go:\w|-\*-|[Rr]equires -\w|\+build|!TeX\b|(?:-- ?)?(?:(?:noqa|nosec|jshint|clang-format)\b[: ]|(?:ruff: ?(?:noqa|isort|disable|enable)|pragma: ?(?:no|allowlist|whitelist))\b|(?:language=|credo:)\w|type: ?(?:ignore\b|\(|[\w.]+\[)|(?:(?:en)?coding|frozen_string_literal|typed?|fmt|language) ?[:=] ?\S+\s*(?:$|#)|(?:flake8|isort|pylint|pyright|mypy|rubocop|phpcs|swiftlint|swiftformat|tslint|tfsec|checkov|luacheck|swift-tools-version)[:=])|@(?:ts|phpstan|psalm|deno|vite)-\w|(?:eslint|stylelint|oxlint|deno|biome|prettier|yaml)-(?:\w+-)?(?:disable|enable|env|ignore|server)\b|webpack[A-Z]\w|[#@] ?source(?:Mapping)?URL=|shellcheck\b|yamllint\b|NOLINT|@(?:jsx|flow|dart)\b|ignore_for_file:)/;
/** A line that counts only where a file begins, below others of its kind. */
const first =
	/^(?:#!(?!\[)|(?:#|\/\/|--|;+|%)[ \t]*(?:-\*-|(?:(?:en)?coding|frozen_string_literal|typed) ?[:=] ?\S+\s*$|(?:syntax|escape|check)=|swift-tools-version|!TeX\b))/i;

/** Whether a comment is an order to a tool: `//go:build linux`. More text would change it. */
export function isOrder(text: string): boolean {
	const own = text.replace(mark, '');
	return own !== text && (order.test(own) || forNext.test(own));
}

function isForNext(line: string, isProse: boolean): boolean {
	const [open, closing] = mark.exec(line) ?? [];
	const isWhole = open !== undefined && (closing === undefined ? !isProse : close.test(line.trimEnd()));
	return isWhole && forNext.test(line.slice(open.length));
}

/** The `import "C"` below the comment that an offset is in: such a comment is code. */
function cgoImport(text: string, offset: number): number | undefined {
	return [...text.matchAll(/^import\s+"C"/gm)].find(({ index }) => {
		let from = index;
		if (
			lineAt(text, index - 1)
				.trimEnd()
				.endsWith('*/')
		) {
			from = text.lastIndexOf('/*', index);
		}
		while (from > 0 && lineAt(text, from - 1).startsWith('//')) {
			from = startOfLine(text, from - 1);
		}
		return from <= offset && offset < index;
	})?.index;
}

/**
 * A selection in an order to a tool, as if the line were selected that the order is for; one in the lines that a file
 * has to begin with, as if all of them were. In prose only what has to be closed is a comment.
 */
export function pastPragma(to: Target): Target {
	const { text, end } = to;
	const family = linkLanguage(to.languageId, to.fileName)?.family ?? to.languageId;
	const isProse = family === 'markdown' || family === 'plaintext';
	const own = startOfLine(text, end);
	let at: number | undefined = own;
	if (isForNext(lineAt(text, own), isProse)) {
		do {
			at = nextLine(text, at);
		} while (at !== undefined && (lineAt(text, at).trim() === '' || isForNext(lineAt(text, at), isProse)));
	} else {
		at = end === 0 && /^(?:<\?|%YAML\b)/.test(text) ? 0 : undefined;
		at = own === 0 && /^@charset\s/.test(text) ? 0 : at;
		at = to.languageId === 'go' ? cgoImport(text, end) : at;
		let next: number | undefined = isProse ? undefined : 0;
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
	return { ...to, start, end: last, lineEnd: endOfLine(text, at), wholeLines: true, isMoved: true };
}
