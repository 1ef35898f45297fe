import type { Services } from '../services.ts';

/** What a command does. Whatever it throws becomes one message with one next step. */
export type Command = (services: Services, ...args: unknown[]) => Promise<unknown>;
