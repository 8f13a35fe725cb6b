/** A line that is longer is not searched: a program's first lines are short. */
const LONGEST = 100_000;

/**
 * Looks through the JSON lines of a program for the id of its conversation.
 * @param field its name, at the top of a line's object
 * @param onFound called once, with the first one
 * @returns takes what the program prints, in pieces
 */
export function findSession(
  field: string,
  onFound: (session: string) => void,
): (chunk: Buffer) => void {
  let isFound = false;
  let rest = '';
  return (chunk) => {
    if (isFound) {
      return;
    }
    const lines = (rest + chunk.toString('latin1')).split('\n');
    rest = (lines.pop() ?? '').slice(0, LONGEST);
    const session = lines.map((line) => sessionIn(line, field)).find((each) => each !== undefined);
    if (session !== undefined) {
      isFound = true;
      onFound(session);
    }
  };
}

/** Read byte by byte, so that a sign cut in two does no harm: an id is ASCII. */
function sessionIn(line: string, field: string): string | undefined {
  try {
    const said = JSON.parse(line) as Partial<Record<string, unknown>> | null;
    const session = said?.[field];
    return typeof session === 'string' && session !== '' ? session : undefined;
  } catch {
    // A line for people.
    return undefined;
  }
}
