import * as fs from 'node:fs';
import * as v8 from 'node:v8';
import * as vm from 'node:vm';
import { cpuMs, Probe, type Step } from './probe';

/** How long something took in ms, and how much this thread worked for it. */
export interface Time {
  readonly ms: number;
  readonly cpu: number;
}

const NONE: Time = { ms: 0, cpu: 0 };

/** Everything that the suite measures; `npm run bench` reads it. */
export const measures = {
  steps: [] as Step[],
  /** Of the context file, as anybody would read and parse it. */
  reading: NONE,
  /** Of the extension's program, before it does anything. */
  loading: NONE,
  /** From activation to the first row. */
  usable: NONE,
  /** Asking for the rows of a long list, and making them. */
  expanding: NONE,
  /** In bytes: of the parsed context, and of all that is kept after everything was used. */
  parsed: 0,
  held: 0,
  /** The most rows that a list was drawn with. */
  rows: 0,
  /** The shortest time between two drawings of a view, in ms. */
  between: 0,
  /** How much slower this machine is at the moment than the one that the aims were set on; 1 where it is not. */
  slowness: 1,
};

const probe = new Probe();

/** Does a step of the suite, and notes for how long nothing else could run. */
export async function step(
  name: string,
  act: () => Promise<unknown>,
  calm?: number,
): Promise<void> {
  measures.steps.push(await probe.during(name, act, calm));
}

export async function timed(act: () => unknown): Promise<Time> {
  const [begun, cpu] = [performance.now(), cpuMs()];
  await act();
  return { ms: performance.now() - begun, cpu: cpuMs() - cpu };
}

/** The middle one of several, by the work. */
export function middle(times: readonly Time[]): Time {
  const sorted = [...times].sort((one, other) => one.cpu - other.cpu);
  return sorted[sorted.length >> 1] ?? NONE;
}

v8.setFlagsFromString('--expose-gc');
const collect = vm.runInNewContext('gc') as () => void;

/** What is in use, in bytes. */
export function inUse(): number {
  collect();
  collect();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

/** What the work below takes there, in ms. */
const REFERENCE_MS = 4;

/** Some work that is the same everywhere, again and again. */
export async function slowness(): Promise<number> {
  const things = Array.from({ length: 10_000 }, (_, id) => ({ id, words: `${id}`, on: [id] }));
  const text = JSON.stringify(things);
  const times: Time[] = [];
  for (let left = 15; left > 0; left -= 1) {
    times.push(await timed(() => JSON.parse(text) as unknown));
  }
  return Math.max(1, middle(times).cpu / REFERENCE_MS);
}

/** Says what was measured, and leaves it to whoever asked for it. */
export function tell(): void {
  probe.dispose();
  const line = ({ name, took, blocked, worked }: Step): string =>
    [worked, blocked, took].map((ms) => ms.toFixed(0).padStart(7)).join('') + `  ${name}`;
  const { steps, ...others } = measures;
  console.log(
    [' worked blocked took, in ms', ...steps.map(line), JSON.stringify(others)].join('\n'),
  );
  const file = process.env['ATLAS_TEST_MEASURES'];
  if (file !== undefined) fs.writeFileSync(file, JSON.stringify(measures));
}
