import type { Command } from './registerCommands.ts';

export const showLog: Command = ({ log }) => {
	log.show();
	return Promise.resolve();
};
