import type { Task } from './context';
import { atOnce, mapping, sorting, type Slices } from '../slices';
import { numberIn, plainNumber } from './ids';

/**
 * The order of the tasks of an objective. Each has a place, a text that is compared sign by sign: the one
 * that follows from its number, or the one that somebody gave it, which lies between those of two others.
 * So putting a task elsewhere changes that task alone, two branches may both do it, and what was added
 * later stands at the end.
 */

/** The key of a task in the context. Anything else than a place that stands there is left alone. */
const KEY = 'hand_order';

/** What a task is here: its id, and whatever it says beside. */
interface Placeable {
  readonly id: string;
  readonly [key: string]: unknown;
}

const DIGITS = '0123456789abcdefghijklmnopqrstuvwxyz';

/** Without a zero at its end, before which nothing would fit. */
const PLACE = /^[0-9a-z]*[1-9a-z]$/;

export function putAt(task: Task, place: string): Task {
  return { ...task, [KEY]: place };
}

/** Where it stands follows from its number again. */
export function withoutPlace(task: Task): Task {
  const { [KEY]: _place, ...rest } = task;
  return givenPlace(task) === undefined ? task : rest;
}

/** Undefined for a task of another tool, whose id has no number, and that nobody has put anywhere. */
export function placeOf(task: Placeable): string | undefined {
  return givenPlace(task) ?? placeOfId(task.id);
}

function givenPlace(task: Placeable): string | undefined {
  const given = task[KEY];
  return typeof given === 'string' && PLACE.test(given) ? given : undefined;
}

/** How many digits the number has comes first, so that places are in the order of the numbers. */
export function placeOfId(id: string): string | undefined {
  const digits = String(plainNumber('task', id) ?? numberIn('task', id));
  const length = DIGITS[9 + digits.length];
  // A digit in the middle at the end leaves room on both sides.
  return digits === '0' || length === undefined ? undefined : `${length}${digits}i`;
}

/** In the order in which they are shown: by their places where somebody put one, else by their ids. */
export function inOrder<T extends Placeable>(tasks: readonly T[]): T[] {
  return atOnce(ordering(tasks));
}

/** The same with places to stop. */
export function ordering<T extends Placeable>(tasks: readonly T[]): Slices<T[]> {
  return isOrderedByHand(tasks) ? orderingByPlace(tasks) : sorting(tasks, byId);
}

/** For lists that have an order of their own as long as nobody has given them one. */
export function inHandOrder<T extends Placeable>(tasks: readonly T[]): readonly T[] {
  return isOrderedByHand(tasks) ? atOnce(orderingByPlace(tasks)) : tasks;
}

function isOrderedByHand(tasks: readonly Placeable[]): boolean {
  return tasks.some((task) => givenPlace(task) !== undefined);
}

function* orderingByPlace<T extends Placeable>(tasks: readonly T[]): Slices<T[]> {
  const placed = yield* mapping(tasks, (task) => ({ task, place: placeOf(task) }));
  const ordered = yield* sorting(placed, (one, other) => {
    if (one.place === other.place) {
      // Two branches have put two tasks into the same gap.
      return byId(one.task, other.task);
    }
    // What has no place comes last.
    const isFirst =
      other.place === undefined || (one.place !== undefined && one.place < other.place);
    return isFirst ? -1 : 1;
  });
  return yield* mapping(ordered, ({ task }) => task);
}

/**
 * Places that give tasks an order, changing as few as can be.
 * @param wanted the tasks as they shall stand
 * @param moved those of them that were put elsewhere; the others keep their places as far as they can
 * @param end a place that everything stands before, where there is one
 */
export function placesFor(
  wanted: readonly Task[],
  moved: ReadonlySet<Task>,
  end: string | undefined,
): Map<Task, string> {
  const places = new Map<Task, string>();
  let low: string | undefined;
  let waiting: Task[] = [];
  const settle = (high: string | undefined): void => {
    const free = placesBetween(low, high, waiting.length);
    waiting.forEach((task, at) => places.set(task, free[at] ?? ''));
    low = free.at(-1) ?? low;
    waiting = [];
  };
  for (const task of wanted) {
    const kept = moved.has(task) ? undefined : placeOf(task);
    if (kept === undefined || (low !== undefined && kept <= low)) {
      waiting.push(task);
    } else {
      settle(kept);
      low = kept;
    }
  }
  settle(low !== undefined && end !== undefined && end <= low ? undefined : end);
  return places;
}

/** So many places in ascending order, as short as they can be. */
function placesBetween(low: string | undefined, high: string | undefined, count: number): string[] {
  if (count === 0) {
    return [];
  }
  const before = Math.floor((count - 1) / 2);
  const middle = placeBetween(low ?? '', high);
  return [
    ...placesBetween(low, middle, before),
    middle,
    ...placesBetween(middle, high, count - 1 - before),
  ];
}

/**
 * The places are fractions in base 36, of which this is one about in the middle.
 * @param low '' stands for 0
 * @param high greater than `low`; undefined stands for 1
 */
export function placeBetween(low: string, high: string | undefined): string {
  const same = high === undefined ? 0 : sharedStart(low, high);
  if (high !== undefined && same > 0) {
    return high.slice(0, same) + placeBetween(low.slice(same), high.slice(same));
  }
  const from = digitAt(low, 0);
  const to = high === undefined ? DIGITS.length : digitAt(high, 0);
  if (to - from > 1) {
    return DIGITS.charAt(Math.round((from + to) / 2));
  }
  // Next to each other: the greater one without its end, or the lower one with something behind it.
  return high !== undefined && high.length > 1
    ? high.charAt(0)
    : DIGITS.charAt(from) + placeBetween(low.slice(1), undefined);
}

function sharedStart(low: string, high: string): number {
  let length = 0;
  while (length < high.length && digitAt(low, length) === digitAt(high, length)) {
    length += 1;
  }
  return length;
}

function digitAt(place: string, at: number): number {
  return at < place.length ? DIGITS.indexOf(place.charAt(at)) : 0;
}

/** Numbers as numbers, everything else as text: `TASK_9` before `TASK_10`. */
export function byId(a: { readonly id: string }, b: { readonly id: string }): number {
  if (a.id.length === b.id.length && a.id.slice(0, 5) === b.id.slice(0, 5)) {
    return a.id < b.id ? -1 : 1;
  }
  // Made when it is needed: that takes a tenth of the time a short command takes.
  collator ??= new Intl.Collator('en', { numeric: true });
  return collator.compare(a.id, b.id);
}

let collator: Intl.Collator | undefined;
