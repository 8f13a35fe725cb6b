import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { formatLaunch, launchOf } from '../../src/node/launch/terminalLaunch';
import { contextOf } from '../node/support/open';
import { useSample } from '../node/support/temporaryFolder';
import { until } from '../node/support/until';
import { says, useBundle } from './support/atlas';
import { OpenTerminal } from './support/openTerminal';

const NODE = process.execPath;

/** Says that it has begun, and goes on. */
const GOES_ON = 'require("fs").writeFileSync("begun", ""); setInterval(() => {}, 1000)';

/** Prints without end, and counts the lines that it got rid of. */
const CHATTERS = `
  let lines = 0;
  const more = () => {
    require("fs").writeFileSync("begun", String((lines += 1)));
    process.stdout.write("x".repeat(1023) + "\\n", more);
  };
  more();`.replaceAll(/\s+/gu, ' ');

// Only there processes are looked into, and `script` gives a terminal.
if (process.platform === 'linux') {
  describe('atlas in a terminal that is closed', function () {
    this.timeout(60_000);
    useBundle();
    const folder = useSample();
    const begun = (): string => path.join(folder().root, 'begun');
    const agent = () => contextOf(folder()).spawned_agents?.at(-1);
    let terminal: OpenTerminal | undefined;

    afterEach(() => {
      terminal?.dispose();
    });

    async function open(
      args: readonly string[],
      more: { env?: Readonly<Record<string, string>>; read?: boolean } = {},
    ): Promise<OpenTerminal> {
      terminal = new OpenTerminal(args, { cwd: folder().root, ...more });
      await until('it is at work', () => fs.existsSync(begun()));
      return terminal;
    }

    /** Until nothing more can be printed, because nobody reads it. */
    async function stuck(): Promise<void> {
      let before = -1;
      for (let now = 0; now !== before;) {
        before = now;
        await delay(500);
        now = Number(fs.readFileSync(begun(), 'utf8'));
      }
      assert.ok(before > 10 && before < 10_000, `it has printed ${before} lines`);
    }

    async function reported(script: string): Promise<void> {
      const criterion = `run: '${NODE}' -e '${script}'`;
      await says(['spawn', 'Measure', '--criterion', criterion], { cwd: folder().root });
      await says(['report', '--agent', '48', '--summary', 'Done'], { cwd: folder().root });
    }

    async function closed(opened: OpenTerminal): Promise<void> {
      opened.close();
      await until('its program has gone', () => opened.isDeserted);
    }

    function endIsRecorded(): void {
      assert.deepEqual(
        [agent()?.status, agent()?.exit_signal],
        ['exited_without_report', 'SIGHUP'],
      );
    }

    it('records the end of the agent, and goes', async () => {
      await says(['spawn', 'Look'], { cwd: folder().root });
      const opened = await open(['run', '48', '--hold', '--', NODE, '-e', GOES_ON]);
      await closed(opened);
      endIsRecorded();
    });

    it('waits for nobody, not even when the end of the agent cannot be recorded', async () => {
      await says(['spawn', 'Look'], { cwd: folder().root });
      const opened = await open(['run', '48', '--hold', '--', NODE, '-e', GOES_ON]);
      const context = folder().contextFile('project_alpha');
      fs.writeFileSync(context, fs.readFileSync(context, 'utf8').slice(0, -20));
      await closed(opened);
    });

    it('waits for nobody where a check is broken off', async () => {
      await reported(GOES_ON);
      const opened = await open(['verify', '48', '--check', '--yes', '--hold']);
      await closed(opened);
    });

    it('is not held up by an agent that printed more than was read', async () => {
      await says(['spawn', 'Look'], { cwd: folder().root });
      const opened = await open(['run', '48', '--hold', '--', NODE, '-e', CHATTERS], {
        read: false,
      });
      await stuck();
      await closed(opened);
      endIsRecorded();
    });

    it('is not held up by an agent whose output it hands on', async () => {
      await says(['spawn', 'Look'], { cwd: folder().root });
      const program = path.join(folder().root, 'program');
      fs.writeFileSync(program, `#!/bin/sh\nexec '${NODE}' -e '${CHATTERS}'\n`, { mode: 0o755 });
      const profile = { program, args: [], like: 'opencode' as const };
      const launch = formatLaunch(launchOf(profile, { headless: true }));
      const opened = await open(['run', '48', '--hold'], {
        env: { ATLAS_LAUNCH: launch },
        read: false,
      });
      await stuck();
      await closed(opened);
      endIsRecorded();
    });

    it('is not held up by a check that printed more than was read', async () => {
      await reported(CHATTERS);
      const opened = await open(['verify', '48', '--check', '--yes', '--hold'], {
        read: false,
      });
      await stuck();
      await closed(opened);
      assert.equal(agent()?.checks, undefined);
    });
  });
}
