import add from '@vscode/codicons/src/icons/add.svg';
import arrowBoth from '@vscode/codicons/src/icons/arrow-both.svg';
import attach from '@vscode/codicons/src/icons/attach.svg';
import book from '@vscode/codicons/src/icons/book.svg';
import check from '@vscode/codicons/src/icons/check.svg';
import chevronDown from '@vscode/codicons/src/icons/chevron-down.svg';
import chevronRight from '@vscode/codicons/src/icons/chevron-right.svg';
import close from '@vscode/codicons/src/icons/close.svg';
import combine from '@vscode/codicons/src/icons/combine.svg';
import copy from '@vscode/codicons/src/icons/copy.svg';
import debugDisconnect from '@vscode/codicons/src/icons/debug-disconnect.svg';
import debugPause from '@vscode/codicons/src/icons/debug-pause.svg';
import deviceCamera from '@vscode/codicons/src/icons/device-camera.svg';
import discard from '@vscode/codicons/src/icons/discard.svg';
import edit from '@vscode/codicons/src/icons/edit.svg';
import ellipsis from '@vscode/codicons/src/icons/ellipsis.svg';
import error from '@vscode/codicons/src/icons/error.svg';
import files from '@vscode/codicons/src/icons/files.svg';
import folderOpened from '@vscode/codicons/src/icons/folder-opened.svg';
import goToFile from '@vscode/codicons/src/icons/go-to-file.svg';
import history from '@vscode/codicons/src/icons/history.svg';
import info from '@vscode/codicons/src/icons/info.svg';
import insert from '@vscode/codicons/src/icons/insert.svg';
import key from '@vscode/codicons/src/icons/key.svg';
import markdown from '@vscode/codicons/src/icons/markdown.svg';
import megaphone from '@vscode/codicons/src/icons/megaphone.svg';
import question from '@vscode/codicons/src/icons/question.svg';
import remove from '@vscode/codicons/src/icons/remove.svg';
import search from '@vscode/codicons/src/icons/search.svg';
import settings from '@vscode/codicons/src/icons/settings.svg';
import sparkle from '@vscode/codicons/src/icons/sparkle.svg';
import symbolColor from '@vscode/codicons/src/icons/symbol-color.svg';
import warning from '@vscode/codicons/src/icons/warning.svg';

/** The codicons that our pages use: no others get into the bundles. */
export const icons = {
	add,
	arrowBoth,
	attach,
	book,
	check,
	chevronDown,
	chevronRight,
	close,
	combine,
	copy,
	debugDisconnect,
	debugPause,
	deviceCamera,
	discard,
	edit,
	ellipsis,
	error,
	files,
	folderOpened,
	goToFile,
	history,
	info,
	insert,
	key,
	markdown,
	megaphone,
	question,
	remove,
	search,
	settings,
	sparkle,
	symbolColor,
	warning,
} as const;
