import * as assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { copyOfFixture } from './support/projects';
import { openWorkbench, type Workbench } from './support/workbench';

describe('a window on a project with a process document', () => {
  let workbench: Workbench;

  before(async () => {
    workbench = await openWorkbench({ workspace: copyOfFixture('process-document') });
  });

  after(async () => {
    await workbench.dispose();
  });

  it('has the Atlas commands in its palette', async () => {
    await workbench.command('Atlas: Show Status');
    assert.ok(existsSync(await workbench.screenshot('smoke')));
  });
});
