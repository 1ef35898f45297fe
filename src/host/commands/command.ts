import type { Services } from '../services.ts';

/** Runs a command. Anything it throws becomes one message with one next step. */
export type Command = (services: Services, ...args: unknown[]) => Promise<unknown>;
