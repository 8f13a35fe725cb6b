import type { JournalRecord } from '../journal/record';

/** Which work had to be done again; what belongs to which task, the context knows. */
export class ReworkLog {
  /** Tasks that were taken up again after they had been completed, failed or cancelled. */
  readonly reopened = new Set<string>();
  /** Agents that were started again because their report had been rejected. */
  readonly sentBack = new Set<string>();
  /** The place in the journal at which an agent first reported a failure, or had its report rejected. */
  readonly troubled = new Map<string, number>();
  /** The place at which an agent was spawned. */
  readonly spawned = new Map<string, number>();
  #place = 0;

  add({ event }: JournalRecord): void {
    this.#place += 1;
    switch (event.type) {
      case 'taskReopened':
        this.reopened.add(event.id);
        break;
      case 'agentSpawned':
        this.spawned.set(event.agent.id, this.#place);
        break;
      case 'agentStarted':
        if (event.purpose === 'rework') {
          this.sentBack.add(event.id);
        }
        break;
      case 'agentReported':
        if (event.report.status === 'failure') {
          this.#trouble(event.id);
        }
        break;
      case 'agentVerified':
        if (!event.verification.accepted) {
          this.#trouble(event.id);
        }
        break;
      default:
    }
  }

  #trouble(agent: string): void {
    if (!this.troubled.has(agent)) {
      this.troubled.set(agent, this.#place);
    }
  }
}
