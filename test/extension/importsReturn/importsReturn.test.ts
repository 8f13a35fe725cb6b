import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import { TASKS } from '../support/large';
import { orchestratorFile, readContext, readJournal } from '../support/window';

describe('coming back to a large orchestration whose window was closed', () => {
  const file = orchestratorFile('payments_migration_context.json');

  it('finds the context file current, written before this window opened', () => {
    const opened = Date.now() - process.uptime() * 1_000;
    assert.ok(fs.statSync(file).mtimeMs < opened);
    const context = readContext(file);
    assert.ok(context.active_tasks.length > TASKS);
    assert.match(JSON.stringify(context.active_tasks.at(-1)), /The last act/);
    assert.equal(context.atlas?.session?.clean, true);
    const last = readJournal(orchestratorFile('payments_migration_journal.jsonl')).at(-1);
    assert.equal(last?.type, 'sessionEnded');
    assert.equal((context.atlas as { head?: string }).head, last.id);
  });
});
