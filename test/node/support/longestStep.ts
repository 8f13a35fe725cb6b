import fs = require('node:fs');

/** What this thread has done in one go meanwhile, in characters and bytes, at most. */
export async function longestStep(act: () => Promise<unknown>): Promise<number> {
  const { parse, stringify } = JSON;
  const { readFileSync, readSync } = fs;
  let longest = 0;
  const note = (size: number): void => {
    longest = Math.max(longest, size);
  };
  JSON.parse = ((text: string, ...rest: never[]) => {
    note(text.length);
    return parse(text, ...rest) as unknown;
  }) as typeof parse;
  JSON.stringify = ((...given: Parameters<typeof stringify>) => {
    const text = stringify(...given);
    note(text.length);
    return text;
  }) as typeof stringify;
  fs.readFileSync = ((...given: Parameters<typeof readFileSync>) => {
    const bytes = readFileSync(...given);
    note(bytes.length);
    return bytes;
  }) as typeof readFileSync;
  fs.readSync = ((...given: Parameters<typeof readSync>) => {
    const read = readSync(...given);
    note(read);
    return read;
  }) as typeof readSync;
  try {
    await act();
  } finally {
    Object.assign(JSON, { parse, stringify });
    Object.assign(fs, { readFileSync, readSync });
  }
  return longest;
}
