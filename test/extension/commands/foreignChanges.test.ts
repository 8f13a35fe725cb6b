import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import {
  cli,
  orchestratorFile,
  readContext,
  refreshesDuring,
  rows,
  run,
  until,
} from '../support/window';

const file = (): string => orchestratorFile('project_alpha_context.json');

async function objectives(): Promise<string[]> {
  return (await rows('objectives')).map(([label]) => label);
}

describe('a change by somebody else', () => {
  it('by the command line is drawn', async () => {
    await refreshesDuring('objectives', async () => {
      const { status, stdout } = cli('objective', 'Added by a program', '--json');
      assert.equal(status, 0);
      assert.match(stdout, /"ok":true/);
      await until('the objective is there', async () =>
        (await objectives()).includes('Added by a program'),
      );
    });
  });

  it('by an editor that writes in place is drawn, and its unknown keys survive our next write', async () => {
    const context = readContext(file());
    fs.writeFileSync(
      file(),
      JSON.stringify({ ...context, team: { lead: 'Ada' }, project_name: 'alpha' }),
    );
    await until('the new name is there', async () => {
      return (await run<{ project: string }>('atlas.showStatus')).project === 'alpha';
    });
    await run('atlas.recordInsight', { text: 'People edit files' });
    const after = readContext(file());
    assert.deepEqual(after['team'], { lead: 'Ada' });
    assert.equal(after['project_name'], 'alpha');
  });

  it('that leaves the file unreadable keeps the last good state on screen, and the file as it is', async () => {
    const whole = fs.readFileSync(file(), 'utf8');
    const before = await rows('objectives');
    const broken = whole.slice(0, whole.length / 2);
    fs.writeFileSync(file(), broken);
    await until('the fault is told', async () => {
      try {
        await run('atlas.showStatus');
        return false;
      } catch (error) {
        return /project_alpha_context\.json is not valid JSON at line \d+, column \d+/.test(
          String(error),
        );
      }
    });
    assert.deepEqual(await rows('objectives'), before);
    await assert.rejects(run('atlas.addObjective', { description: 'Not now' }), /not valid JSON/);
    assert.equal(fs.readFileSync(file(), 'utf8'), broken);

    fs.writeFileSync(file(), whole);
    await until('it is readable again', async () => {
      return run('atlas.showStatus').then(
        () => true,
        () => false,
      );
    });
    assert.equal((await run('atlas.addObjective', { description: 'Now' }))['description'], 'Now');
  });
});
