import { HistoryFacts } from '../../core/metrics/historyFacts';
import { measuring, type Measurements } from '../../core/metrics/measure';
import { inSlices } from '../../node/slices';
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
    // What somebody does meanwhile is in some numbers, and in all of them the next time, which is soon.
    const work = orchestration.read((context, now) => measuring(context, facts, now));
    return work && inSlices(work);
  }

  async #factsOf(orchestration: Orchestration): Promise<HistoryFacts> {
    const known = this.#facts.get(orchestration);
    const last = known?.last;
    if (known && last && known.goOn(await orchestration.history(last.time))) {
      return known;
    }
    const facts = await gather(orchestration);
    this.#facts.set(orchestration, facts);
    return facts;
  }
}

/** Of months there is more than should be in memory at once. */
async function gather(orchestration: Orchestration): Promise<HistoryFacts> {
  const facts = new HistoryFacts();
  const isWhole = await orchestration.historyInParts((records) => facts.append(records));
  return isWhole ? facts : inSlices(HistoryFacts.gathering(await orchestration.history()));
}
