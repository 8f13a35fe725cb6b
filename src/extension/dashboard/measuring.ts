import { HistoryFacts } from '../../core/metrics/historyFacts';
import { measure, type Measurements } from '../../core/metrics/measure';
import type { Orchestration } from '../host/orchestration';

/** Measures orchestrations; what was read of a history is kept, so that only its new end is read again. */
export class Measuring {
  readonly #facts = new WeakMap<Orchestration, HistoryFacts>();

  /** undefined where there is no orchestration that could be read. */
  async measure(orchestration: Orchestration): Promise<Measurements | undefined> {
    await orchestration.opened;
    if (!orchestration.state.context) {
      return undefined;
    }
    const facts = await this.#factsOf(orchestration);
    return orchestration.read((context, now) => measure(context, facts, now));
  }

  async #factsOf(orchestration: Orchestration): Promise<HistoryFacts> {
    const known = this.#facts.get(orchestration);
    const last = known?.last;
    if (known && last && known.goOn(await orchestration.history(last.time))) {
      return known;
    }
    const facts = HistoryFacts.of(await orchestration.history());
    this.#facts.set(orchestration, facts);
    return facts;
  }
}
