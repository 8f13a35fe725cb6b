import type { CommandRegistry } from './commandRegistry';
import type { Faults } from './faults';
import type { Log } from './log';
import type { Orchestrations } from './orchestrations';

/** What every command is given. */
export interface Services {
  readonly commands: CommandRegistry;
  readonly orchestrations: Orchestrations;
  readonly log: Log;
  readonly faults: Faults;
}
