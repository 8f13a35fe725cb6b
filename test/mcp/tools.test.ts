import * as assert from 'node:assert/strict';
import type { Client } from '@modelcontextprotocol/client';
import { decide } from '../../src/core/operations/decide';
import { contextOf, open } from '../node/support/open';
import { useSample } from '../node/support/temporaryFolder';
import { until } from '../node/support/until';
import { acts, agentAtWork, agentNow } from './support/agents';
import { data, says, useClients, type Era, type Served } from './support/clients';

const WAYS: readonly ['overStdio' | 'overHttp', Era][] = [
  ['overStdio', 'legacy'],
  ['overStdio', 'modern'],
  ['overHttp', 'legacy'],
  ['overHttp', 'modern'],
];

for (const [way, era] of WAYS) {
  describe(`The tools of MCP ${way} for clients of the ${era} era`, function () {
    this.timeout(30_000);
    const folder = useSample();
    const clients = useClients();
    const connect = (served: Omit<Served, 'root'> = {}): Promise<Client> =>
      clients[way]({ root: folder().root, era, ...served });

    it('say truthfully what they do', async () => {
      const client = await connect();
      const { tools } = await client.listTools();
      const reading = ['read_mission', 'check_answer', 'status', 'briefing', 'list', 'show'];
      const acting = ['report', 'ask_question', 'add_insight', 'add_task'];
      const named = (readOnly: boolean): string[] =>
        tools.filter(({ annotations: a }) => a?.readOnlyHint === readOnly).map(({ name }) => name);
      assert.deepEqual(named(true).sort(), reading.sort());
      assert.deepEqual(named(false).sort(), acting.sort());
      for (const { annotations, description, inputSchema } of tools) {
        assert.equal(annotations?.destructiveHint, false);
        assert.equal(annotations.openWorldHint, false);
        assert.ok((description ?? '').length > 20);
        assert.equal(inputSchema['additionalProperties'], false);
      }
    });

    it('let an agent work: read, learn, find, ask, report', async () => {
      const { id } = await agentAtWork(folder());
      const before = acts(folder()).length;
      const client = await connect({ agent: id });
      assert.match(client.getInstructions() ?? '', /You are AGENT_\d+/);

      const mission = await data(client, 'read_mission');
      assert.match(mission.words, /^# Mission of AGENT_\d+/);
      assert.match(mission.words, /Compare three providers/);
      assert.match(mission.words, /- State: running\n- Time left: 4[45] of 45 minutes/);
      assert.equal(mission.data['state'], 'running');
      assert.ok([44, 45].includes(Number(mission.data['minutes_left'])));

      const learnt = await data(client, 'add_insight', {
        text: 'Logins peak at nine',
        category: 'x',
      });
      assert.deepEqual([learnt.data['origin'], learnt.data['again']], [id, false]);
      const found = await says(client, 'add_task', { description: 'Roll out', depends_on: ['25'] });
      assert.equal(found, 'TASK_026: Roll out');
      const [, task] = contextOf(folder()).active_tasks ?? [];
      assert.deepEqual([task?.discovered_by, task?.['depends_on']], [id, ['TASK_025']]);

      const asking = data(client, 'ask_question', { question: 'Which?', options: ['A', 'B'] });
      const { atlas, store } = open(folder());
      await until('it asked', () => {
        store.refresh();
        return agentNow(folder(), id)?.status === 'needs_input';
      });
      const [question] = contextOf(folder()).pending_decisions as { id: string }[];
      await atlas.run(decide, { decision: question?.id ?? '', choice: '2', rationale: 'cheaper' });
      const answered = await asking;
      assert.equal(answered.words, `${question?.id ?? ''} was answered: B\nBecause: cheaper`);
      assert.equal(agentNow(folder(), id)?.status, 'running');

      const report = {
        status: 'success',
        summary: 'B it is',
        evidence: ['bench'],
        files: ['b.md'],
      };
      assert.equal(await says(client, 'report', report), `${id} reported: success.`);
      const { report: reported, status } = agentNow(folder(), id) ?? {};
      assert.equal(status, 'reported');
      assert.deepEqual(reported, { ...report, reported: reported?.reported });

      assert.deepEqual(
        acts(folder(), before).filter((act) => !act.startsWith('atlas ')),
        ['insightRecorded', 'taskAdded', 'decisionRaised', 'agentSignalled', 'agentReported'].map(
          (type) => `${id} ${type}`,
        ),
      );
    });

    it('show what there is, without an agent', async () => {
      const client = await connect();
      assert.match(await says(client, 'status'), /^project_alpha: [^]*Phase/);
      assert.match(await says(client, 'briefing'), /project_alpha/);
      const tasks = await data(client, 'list', { kind: 'tasks', status: 'active' });
      assert.match(tasks.words, /^TASK_025/);
      assert.equal(tasks.data['total'], 1);
      const shown = await data(client, 'show', { id: 'task_25' });
      assert.match(shown.words, /^TASK_025 {2}active\nImplement Auth0 integration/);
      assert.equal(shown.data['kind'], 'task');
    });
  });
}
