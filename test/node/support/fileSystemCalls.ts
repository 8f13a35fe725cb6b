import fs = require('node:fs');

/** One call of a program to its file system, about to be made. */
export interface FileSystemCall {
  readonly name: string;
  readonly args: readonly unknown[];
  /** Makes it, with other arguments where some are given. */
  readonly make: (...args: readonly unknown[]) => unknown;
}

/** What the write path calls and what changes files, or makes a change durable. */
const CHANGING = [
  ...['openSync', 'writeSync', 'writeFileSync', 'appendFileSync', 'copyFileSync', 'renameSync'],
  ...[
    'linkSync',
    'unlinkSync',
    'rmSync',
    'rmdirSync',
    'mkdirSync',
    'ftruncateSync',
    'truncateSync',
  ],
  ...['fsyncSync', 'fdatasyncSync', 'fchmodSync', 'fchownSync', 'utimesSync'],
] as const;

const READING = [
  ...['readFileSync', 'readSync', 'statSync', 'lstatSync', 'fstatSync', 'readdirSync'],
  ...['realpathSync', 'existsSync', 'accessSync', 'closeSync'],
] as const;

type Calls = Record<string, (...args: readonly unknown[]) => unknown>;

/**
 * Puts itself between this process and its file system.
 * @param on makes the call, or does something else instead
 * @returns how to end it
 */
export function interceptCalls(
  which: 'changing' | 'all',
  on: (call: FileSystemCall) => unknown,
): () => void {
  const calls = fs as unknown as Calls;
  const names = which === 'all' ? [...CHANGING, ...READING] : CHANGING;
  const real = new Map(names.map((name) => [name, calls[name]] as const));
  let within = false;
  for (const [name, call] of real) {
    calls[name] = (...args) => {
      const make = (...others: readonly unknown[]): unknown =>
        call?.(...(others.length > 0 ? others : args));
      // What Node itself calls on the way is no call of the program; and /proc is no disk.
      const passes = which === 'changing' && name === 'openSync' && args[1] === 'r';
      if (within || passes || String(args[0]).startsWith('/proc/')) {
        return make();
      }
      within = true;
      try {
        return on({ name, args, make });
      } finally {
        within = false;
      }
    };
  }
  return () => {
    for (const [name, call] of real) {
      if (call) {
        calls[name] = call;
      }
    }
  };
}

/** Lets the writes of this process take no more than so many bytes at a time, as they may. */
export function shortenWrites(bytes: number): () => void {
  return interceptCalls('changing', ({ name, args, make }) => {
    if (name !== 'writeSync') {
      return make();
    }
    const [handle, buffer, offset = 0, length = buffer.length - offset] = args as [
      number,
      Buffer,
      number?,
      number?,
    ];
    return make(handle, buffer, offset, Math.min(length, bytes));
  });
}
