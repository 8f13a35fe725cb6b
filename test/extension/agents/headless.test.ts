import * as assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { agentsProcesses } from '../../support/agentsProcesses';
import { atlas, root } from '../support/window';
import { PATIENCE_MS, RealAgents, type Script } from './realAgents';

/** Runs `atlas` without holding up this process, in which the model answers. */
function headless(
  ...args: string[]
): Promise<{ readonly code: number | null; readonly all: string }> {
  const script = path.join(atlas().extensionPath, 'dist', 'cli.cjs');
  const child = spawn(process.execPath, [script, ...args, '--cwd', root()], {
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let all = '';
  child.stdout.on('data', (part: Buffer) => (all += part.toString()));
  child.stderr.on('data', (part: Buffer) => (all += part.toString()));
  return new Promise((resolve) => {
    child.once('close', (code) => {
      resolve({ code, all });
    });
  });
}

describe('real agent programs without a person', function () {
  this.timeout(2 * PATIENCE_MS);

  const real = new RealAgents();

  for (const client of ['copilot', 'opencode'] as const) {
    describe(client, () => {
      before(() => real.useProfile(client, client));

      it('reads its mission and reports, both through its tools', async () => {
        const file = `made-by-${client}.txt`;
        let read = '';
        const id = real.nextAgent(({ results }) => {
          switch (results.length) {
            case 0:
              return { tool: 'read_mission', input: {} };
            case 1:
              read = results[0]?.text ?? '';
              return { writeFile: path.join(root(), file), content: 'made by an agent\n' };
            case 2:
              return {
                tool: 'report',
                input: { status: 'success', summary: `Made ${file}`, files: [file] },
              };
            default:
              return { text: 'I have reported.' };
          }
        });
        const mission = 'Make a file "quoted" $(touch never)';
        const { code, all } = await headless(
          ...['spawn', mission, '--profile', client, '--run', '--headless'],
          ...['--criterion', `file: ${file} matches /made by/`],
        );
        assert.equal(code, 0, all);
        const agent = real.stored(id);
        assert.deepEqual(
          [agent?.status, agent?.report?.summary],
          ['reported', `Made ${file}`],
          all,
        );
        assert.ok(read.includes(mission), read);
        assert.equal(fs.readFileSync(path.join(root(), file), 'utf8'), 'made by an agent\n');
        assert.equal(fs.existsSync(path.join(root(), 'never')), false);
        assert.ok(agent?.cli_session, 'its conversation is known');
      });

      it('ends without a report, and that is what is said of it', async () => {
        const script: Script = () => ({ text: 'I think that is all.' });
        const id = real.nextAgent(script);
        const { all } = await headless(
          ...['spawn', 'Say nothing', '--profile', client, '--run', '--headless'],
        );
        assert.equal(real.stored(id)?.status, 'exited_without_report', all);
        const heard = real.model.requests
          .filter(({ turn }) => turn.client === client)
          .filter(({ body }) => JSON.stringify(body).includes('you have not reported'));
        // opencode has neither hooks nor, without a person, a server.
        assert.equal(heard.length, client === 'copilot' ? 1 : 0, 'how often it was reminded');
        assert.deepEqual(
          agentsProcesses(root()).filter(({ agent }) => agent === id),
          [],
        );
      });
    });
  }
});
