import type { CommandRegistry } from './commandRegistry';
import type { Log } from './log';
import type { Orchestrations } from './orchestrations';

/** What every command is given. */
export interface Services {
  readonly commands: CommandRegistry;
  readonly orchestrations: Orchestrations;
  readonly log: Log;
}
