import type { Atlas } from '../../core/atlas';
import { OpencodeEvents } from '../../core/launch/opencodeEvents';
import type { OrchestrationFolder } from '../orchestrationFolder';
import { takeNews, takeWords } from './agentNews';
import { ask, listen, type LocalServer } from './eventStream';

/** What is talked with, and about. */
export interface Talk {
  readonly server: LocalServer;
  /** Id of the agent. */
  readonly agent: string;
  /** The conversation that is gone on with. */
  readonly conversation: string | undefined;
  /** What is said in it first. */
  readonly prompt: string | undefined;
  /** Whether the agent is reminded of its report when its turn ends without one. */
  readonly remind: boolean;
}

/**
 * Talks with the server of an opencode that runs in a terminal: records what it tells of its agent, and
 * says what there is to be said to it. For other programs their hooks do both. It stops with the program,
 * and nothing waits for it: the end says more than what is missed by then.
 */
export class OpencodeTalk {
  readonly #atlas: Atlas;
  readonly #folder: OrchestrationFolder;
  readonly #talk: Talk;
  readonly #events: OpencodeEvents;
  readonly #stop = new AbortController();
  #prompt: string | undefined;
  /** Events are taken in one after the other. */
  #last: Promise<void> = Promise.resolve();

  constructor(atlas: Atlas, folder: OrchestrationFolder, talk: Talk) {
    this.#atlas = atlas;
    this.#folder = folder;
    this.#talk = talk;
    this.#prompt = talk.prompt;
    this.#events = new OpencodeEvents(talk.conversation);
    const listener = {
      onOpen: (): void => {
        this.#next(() => this.#sayPrompt());
      },
      onEvent: (event: unknown): void => {
        this.#next(() => this.#hear(event));
      },
    };
    void listen(talk.server, PATHS, listener, this.#stop.signal);
  }

  dispose(): void {
    this.#stop.abort();
  }

  #next(act: () => Promise<void>): void {
    this.#last = this.#last
      .then(() => (this.#stop.signal.aborted ? undefined : act()))
      // What could not be recorded or said is told by the next event, a report, or the end.
      .catch(() => undefined);
  }

  async #hear(event: unknown): Promise<void> {
    const { agent, remind } = this.#talk;
    const news = this.#events.newsOf(event);
    const isAtWork = await takeNews(this.#folder, agent, news, () => this.#atlas);
    const { signal } = news;
    if (isAtWork && (signal === 'working' || signal === 'turnEnded')) {
      const words = takeWords(this.#folder, agent, { signal, remind });
      if (words !== undefined) {
        await this.#say(words);
      }
    }
  }

  /** Said once, however often the stream is taken up again. */
  async #sayPrompt(): Promise<void> {
    const words = this.#prompt;
    this.#prompt = undefined;
    let isSaid = words === undefined;
    for (let tries = 0; !isSaid && tries < TRIES; tries += 1) {
      isSaid = await this.#say(words ?? '').catch(() => false);
    }
  }

  /** At work, the agent reads it before its next step. */
  async #say(words: string): Promise<boolean> {
    const { conversation } = this.#events;
    if (conversation === undefined) {
      return false;
    }
    const path = `/session/${encodeURIComponent(conversation)}/prompt_async`;
    const body = { parts: [{ type: 'text', text: words }] };
    return (await ask(this.#talk.server, path, { stop: this.#stop.signal, body })).ok;
  }
}

/** The first one answers when the server knows its folder, and little. */
const PATHS = { ready: '/session/status', events: '/event' };

const TRIES = 3;
