/** Where an agent's documents lie, relative to `.atlas/orchestrator/`, with forward slashes. */

export function missionPath(agent: string): string {
  return `agents/${fileNameOf(agent)}/mission.md`;
}

export function reportPath(agent: string): string {
  return `agents/${fileNameOf(agent)}/report.md`;
}

/** An id as one part of a path. Our own ids stay as they are; a file of others may hold any, `../..` too. */
export function fileNameOf(id: string): string {
  const name = id.replace(
    /[^\p{L}\p{N}_.-]|^\./gu,
    (letter) => `%${letter.codePointAt(0)?.toString(16)};`,
  );
  return name === '' ? '%;' : name;
}
