import type { Orchestration } from '../host/orchestration';

/** VS Code makes every row of a list at once, also those nobody scrolls to. */
export const PAGE = 200;

/** No more rows of one list are drawn at a time: when there would be, the ones that are furthest away go. */
const MOST = 500;

/** The rows of a list that are shown, by their places. */
export interface Span {
  readonly from: number;
  /** The first that is not shown any more. */
  readonly to: number;
}

/** Which part of each long list people asked to see. */
export class ListSpans {
  readonly #spans = new WeakMap<Orchestration, Map<string, Span>>();

  /** @param length how many rows the list has now */
  of(orchestration: Orchestration, list: string, length: number): Span {
    const { from, to } = this.#spans.get(orchestration)?.get(list) ?? { from: 0, to: PAGE };
    const last = Math.min(to, length);
    // What became shorter is shown from where its end is now.
    return { from: from < length ? from : Math.max(0, length - PAGE), to: last };
  }

  set(orchestration: Orchestration, list: string, span: Span): void {
    const spans = this.#spans.get(orchestration) ?? new Map<string, Span>();
    this.#spans.set(orchestration, spans.set(list, span));
  }
}

/** A page more at the end. */
export function further({ from, to }: Span): Span {
  return { from: Math.max(from, to + PAGE - MOST), to: to + PAGE };
}

/** A page more at the beginning. */
export function earlier({ from, to }: Span): Span {
  const first = Math.max(0, from - PAGE);
  return { from: first, to: Math.min(to, first + MOST) };
}

/** What has to be shown for a row to be seen: all up to it, where that is not too much. */
export function spanWith(at: number): Span {
  const from = Math.floor(at / PAGE) * PAGE;
  return { from: from + PAGE <= MOST ? 0 : from, to: from + PAGE };
}
