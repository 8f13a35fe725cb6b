import { fieldsOf, permission, type HookNews } from './hookSignals';

/**
 * What the events of an opencode server say of its agent. A server tells of every conversation that it
 * has: those of subagents are neither the agent's turn nor its conversation. But what one of them asks
 * for is asked in the agent's terminal, and holds it up until a person answers.
 */
export class OpencodeEvents {
  #conversation: string | undefined;
  /** Ids of what was asked and not answered yet. */
  readonly #asked = new Set<string>();

  /** @param conversation the one that is gone on with; undefined: it has yet to begin */
  constructor(conversation?: string) {
    this.#conversation = conversation;
  }

  /** The agent's conversation, once it is known. */
  get conversation(): string | undefined {
    return this.#conversation;
  }

  newsOf(event: unknown): HookNews {
    const { type, properties } = fieldsOf(event);
    const said = fieldsOf(properties);
    switch (type) {
      case 'permission.asked':
        this.#asked.add(idOf(said['id']));
        return { signal: 'needsInput', about: permission(said['permission']) };
      case 'question.asked':
        this.#asked.add(idOf(said['id']));
        return { signal: 'needsInput', about: 'an answer' };
      case 'permission.replied':
      case 'question.replied':
      case 'question.rejected':
        this.#asked.delete(idOf(said['requestID']));
        return this.#working();
      case 'session.created':
        return fieldsOf(said['info'])['parentID'] === undefined ? this.#begun(said) : {};
      case 'session.status':
        return fieldsOf(said['status'])['type'] === 'busy' && this.#isOurs(said)
          ? { ...this.#begun(said), ...this.#working() }
          : {};
      case 'session.idle':
        if (!this.#isOurs(said)) {
          return {};
        }
        this.#asked.clear();
        return { ...this.#begun(said), signal: 'turnEnded' };
      default:
        return {};
    }
  }

  /** Whoever waits for a person does so until the last question is answered. */
  #working(): HookNews {
    return this.#asked.size === 0 ? { signal: 'working' } : {};
  }

  #begun(said: Readonly<Record<string, unknown>>): HookNews {
    const id = idOf(said['sessionID']);
    if (id === '') {
      return {};
    }
    this.#conversation = id;
    return { cliSession: id };
  }

  /** A conversation that began before we listened is the agent's: no subagent is at work before it. */
  #isOurs(said: Readonly<Record<string, unknown>>): boolean {
    const id = idOf(said['sessionID']);
    return id !== '' && (this.#conversation ?? id) === id;
  }
}

function idOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
