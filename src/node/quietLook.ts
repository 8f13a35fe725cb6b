import type { JournalRecord } from '../core/journal/record';
import { indexing, presentIndex } from '../core/model/contextIndex';
import { approach, type ApproachOptions, type KnownPlace } from './approach';
import { contextToShow, goOn, type Known } from './knownFiles';
import type { FileLock } from './fileLock';
import type { OrchestrationFiles } from './orchestrationFiles';
import { historyOf, unpacked } from './journalHistory';
import { isLarge } from './publishing';
import { inSlices, SLICE_BYTES } from './slices';

/** How often what was read is thrown away because somebody wrote meanwhile, until nobody waits any more. */
const TURNS = 5;

export type QuietOptions = Pick<ApproachOptions, 'thread'> & Partial<ApproachOptions>;

/** How the store of a window looks at its files: the window never stands still for longer than a slice. */
export class QuietLook {
  readonly #place: KnownPlace;
  readonly #disk: () => OrchestrationFiles | undefined;
  readonly #options: ApproachOptions;
  readonly #lock: FileLock;
  #looking: Promise<void> = Promise.resolve();
  #isLooking = false;
  /** How often somebody asked; more often than it looked means to look again. */
  #asked = 0;

  /**
   * @param place what the store knows
   * @param disk the files it is about
   */
  constructor(
    place: KnownPlace,
    disk: () => OrchestrationFiles | undefined,
    lock: FileLock,
    { thread, nearBytes = 2 * SLICE_BYTES }: QuietOptions,
  ) {
    this.#place = place;
    this.#disk = disk;
    this.#lock = lock;
    this.#options = { thread, nearBytes };
  }

  /**
   * Brings what is known near to the files, then calls `refresh`: in this very moment where they are small.
   * Who asks while it is looking is told of what was there when they asked.
   */
  look(refresh: () => void): Promise<void> {
    this.#asked += 1;
    if (!this.#isLooking) {
      this.#isLooking = true;
      this.#looking = this.#lookOn(refresh);
    }
    return this.#looking;
  }

  /** Whether what is known is up to date, or has just been brought there, or can be at once. */
  #isNear(): boolean {
    try {
      const disk = this.#disk();
      const known = this.#place.get();
      const next =
        known && known.disk.slug === disk?.slug ? goOn(known, this.#options.nearBytes) : undefined;
      if (next) {
        this.#place.set(next);
      }
      return next !== undefined || !disk || disk.bytes() <= this.#options.nearBytes;
    } catch {
      // Reading it says what is wrong.
      return true;
    }
  }

  /** Does something under the lock, on the files as they are by then, whatever was read before. */
  async hold<T>(work: () => T): Promise<T> {
    for (let turns = TURNS; ; turns = await this.#approach(turns)) {
      const done = await this.#lock.hold(() =>
        turns === 0 || this.#isNear() ? { value: work() } : undefined,
      );
      if (done) {
        return done.value;
      }
    }
  }

  /**
   * The same where the files may say more than the journal, and taking that over takes long: a thread does
   * it then, before.
   * @param isUnsettled whether it is so, asked under the lock
   */
  async settled<T>(work: () => T, isUnsettled: () => boolean): Promise<T> {
    for (let turns = TURNS; ; turns -= 1) {
      const done = await this.hold(() =>
        turns > 0 && isUnsettled() ? undefined : { value: work() },
      );
      if (done) {
        return done.value;
      }
      turns = (await this.#settleByThread()) ? turns : 1;
    }
  }

  /** False where there is no thread to be had, or it cannot: doing it here says what is wrong. */
  async #settleByThread(): Promise<boolean> {
    try {
      const disk = this.#disk();
      if (disk) {
        await this.#options.thread.settle({ root: disk.root, slug: disk.slug });
      }
      return true;
    } catch {
      return false;
    }
  }

  /**
   * Everything that ever happened, in its order.
   * @param since ISO 8601; what was recorded before may be left out
   */
  async history(since?: string): Promise<readonly JournalRecord[]> {
    const disk = this.#disk();
    if (!disk) {
      return [];
    }
    const records = await inSlices(disk.journal.readInSlices(since));
    if (records) {
      return records;
    }
    try {
      const task = { root: disk.root, slug: disk.slug, since };
      return await inSlices(unpacked(await this.#options.thread.history(task)));
    } catch {
      // Without a thread it is read here, whatever that takes.
      return historyOf(disk.journal, since);
    }
  }

  /**
   * The same part by part, without keeping what was looked at: see `JournalFile.readInParts`.
   */
  async historyInParts(take: (records: readonly JournalRecord[]) => boolean): Promise<boolean> {
    const journal = this.#disk()?.journal;
    return journal === undefined || inSlices(journal.readInParts(take));
  }

  /** @returns how many more times to try: none where it cannot be done without standing still */
  async #approach(turns: number): Promise<number> {
    try {
      const disk = this.#disk();
      if (disk && !this.#isNear()) {
        await approach(disk, this.#place, this.#options);
      }
      const known = this.#place.get();
      const shown = known && contextToShow(known);
      if (known && shown && isUnprepared(known)) {
        await inSlices(indexing(shown));
      }
      return turns - 1;
    } catch {
      // Reading it here says what is wrong, or reads what the thread could not.
      return 0;
    }
  }

  async #lookOn(refresh: () => void): Promise<void> {
    let asked: number;
    do {
      asked = this.#asked;
      let turns = TURNS;
      while (turns > 0 && !(this.#isNear() && !isUnprepared(this.#place.get()))) {
        turns = await this.#approach(turns);
      }
      refresh();
    } while (asked !== this.#asked);
    this.#isLooking = false;
  }
}

/** What others wrote is shown in a copy, whose index is to be there before anybody asks for it. */
function isUnprepared(known: Known | undefined): boolean {
  if (!known || known.state.news.length === 0 || !isLarge(known)) {
    return false;
  }
  const shown = contextToShow(known);
  return shown !== undefined && presentIndex(shown) === undefined;
}
