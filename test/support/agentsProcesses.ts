import * as fs from 'node:fs';

/** A process on this machine that belongs to an agent: it, or who started it, was told which one it is. */
export interface AgentsProcess {
  readonly pid: number;
  readonly agent: string;
  readonly words: readonly string[];
}

/** Every process of an agent of this orchestration, whatever became of whoever started it. Linux only. */
export function agentsProcesses(root: string): AgentsProcess[] {
  return fs
    .readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        const environment = strings(`/proc/${name}/environ`);
        const agent = environment.find((each) => each.startsWith('ATLAS_AGENT_ID='));
        return agent !== undefined && environment.includes(`ATLAS_ROOT=${root}`)
          ? [
              {
                pid: Number(name),
                agent: agent.slice('ATLAS_AGENT_ID='.length),
                words: strings(`/proc/${name}/cmdline`),
              },
            ]
          : [];
      } catch {
        // It has ended since the folder was read, or is somebody else's.
        return [];
      }
    });
}

function strings(file: string): string[] {
  return fs.readFileSync(file, 'utf8').split('\0');
}
