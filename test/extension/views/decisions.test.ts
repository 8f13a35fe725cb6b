import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import * as vscode from 'vscode';
import { watchInputs } from '../support/inputs';
import { nodesOf } from '../support/treeNodes';
import { atlas, orchestratorFile, readContext, root, rows, run, type Row } from '../support/window';

interface Item {
  readonly id: string;
  readonly [key: string]: unknown;
}

const context = () => readContext(orchestratorFile('project_alpha_context.json'));
const trees = () => atlas().exports.trees;

describe('the view Decisions & Insights', () => {
  it('shows what is to be decided with its options, and what was with its reason', async () => {
    await run('atlas.raiseDecision', { question: 'Which provider?', options: ['Auth0', 'Ory'] });
    await run('atlas.raiseDecision', { question: 'When?', options: ['May', 'June'] });
    const decision = await run<Item>('atlas.decide', {
      decision: 'DEC_017',
      choice: '2',
      rationale: 'After the sale',
    });
    assert.equal(decision['choice'], 'June');
    const [pending, made] = (await rows('decisions')).filter(([, , ...below]) => below.length > 0);
    assert.deepEqual(withoutTimes(pending), [
      'To be decided',
      '1',
      ['Which provider?', 'DEC_016', ['Auth0', ''], ['Ory', '']],
    ]);
    assert.deepEqual(made, [
      'Decided',
      '1',
      ['When?', 'DEC_017 · June', ['June', 'chosen'], ['After the sale', 'because']],
    ]);
  });

  it('puts a pending decision and an insight in other words', async () => {
    const edited = await run<Item>('atlas.editItem', {
      item: 'DEC_016',
      question: 'Which provider at first?',
      options: ['Ory'],
    });
    assert.deepEqual(edited['options'], ['Ory']);
    await assert.rejects(run('atlas.editItem', { item: 'DEC_017', question: 'x' }), /DEC_017/);
    await run('atlas.recordInsight', { text: 'Tokns expire' });
    const { number } = await run<{ number: number }>('atlas.editItem', {
      insight: 'Tokns expire',
      text: 'Clocks differ',
    });
    assert.equal(context().key_insights[number - 1], 'Clocks differ');
    const pending = (await nodesOf('decisions')).find(
      ({ item }) => item.kind === 'decision' && item.decision.id === 'DEC_016',
    );
    const inputs = watchInputs();
    try {
      const ask = async () => vscode.commands.executeCommand('atlas.editItem', pending);
      const seen = await inputs.during(ask, 3);
      assert.deepEqual(
        seen.map(({ title }) => title),
        ['Edit DEC_016', 'Edit DEC_016', 'Edit DEC_016'],
      );
      assert.equal(seen[2]?.rows?.[0]?.[0], '$(arrow-right) Save, with this evidence (0)');
      const all = await inputs.during(async () => vscode.commands.executeCommand('atlas.editItem'));
      const labels = all[0]?.rows?.map(([label]) => label) ?? [];
      assert.ok(labels.includes('$(lightbulb) Clocks differ'));
      assert.ok(labels.includes('$(question) Which provider at first?'));
      assert.ok(!labels.includes('$(question) When?'));
    } finally {
      inputs.forget();
    }
    await run('atlas.editItem', {
      item: 'DEC_016',
      question: 'Which provider?',
      options: ['Auth0', 'Ory'],
    });
  });

  it('says how a decision turned out, judged by a program or from its menu', async () => {
    const judged = await run<Item>('atlas.judgeDecision', {
      decision: 'DEC_017',
      good: false,
      note: 'Nobody came',
    });
    assert.equal((judged['outcome'] as { good: boolean }).good, false);
    const [row] = (await rows('decisions')).find(([label]) => label === 'Decided')?.slice(2) ?? [];
    assert.equal(row?.[1], 'DEC_017 · June · turned out bad');
    await assert.rejects(
      run('atlas.judgeDecision', { decision: 'DEC_016', good: true }),
      /DEC_016/,
    );
    await assert.rejects(run('atlas.judgeDecision', { decision: 'DEC_017' }), /good/);
  });

  it('asks from its menu whether a decision was good, and what showed it', async () => {
    const made = (await nodesOf('decisions')).find(
      ({ item }) => item.kind === 'decision' && item.decision.id === 'DEC_017',
    );
    const { contextValue = '' } = await trees().decisions.getTreeItem(
      made ?? assert.fail('no row'),
    );
    assert.ok(offeredAt(contextValue).includes('atlas.judgeDecision'), contextValue);
    const inputs = watchInputs();
    try {
      const ask = async () => vscode.commands.executeCommand('atlas.judgeDecision', made);
      const [how, why] = await inputs.during(ask, 2);
      assert.equal(how?.title, 'Judge DEC_017');
      assert.equal(how.prompt, 'Chosen: June. Because: After the sale');
      assert.deepEqual(
        how.rows?.map(([label]) => label?.replace(/:.*/, '')),
        ['$(thumbsup) Good', '$(thumbsdown) Bad'],
      );
      assert.match(why?.prompt ?? '', /^What showed that it was good\?/);
    } finally {
      inputs.forget();
    }
    const { decisions_made: kept } = context().atlas as unknown as { decisions_made: Item[] };
    // The note said before is what the answer begins with.
    const outcome = kept.find(({ id }) => id === 'DEC_017')?.['outcome'] as Record<string, unknown>;
    assert.deepEqual([outcome['good'], outcome['note']], [true, 'Nobody came']);
  });

  it('shows insights, the latest first, with where they come from, and patterns', async () => {
    await run('atlas.recordInsight', {
      text: 'Tokens expire',
      category: 'technical',
      origin: 'TASK_025',
    });
    const of = async (group: string): Promise<Row[]> => {
      const [, , ...below] = (await rows('decisions')).find(([label]) => label === group) ?? [
        '',
        '',
      ];
      return below;
    };
    const [latest] = await of('Insights');
    assert.deepEqual(latest, ['Tokens expire', 'technical · from TASK_025']);
    const promoted = await run<{ file: string }>('atlas.promoteInsight', {
      insight: 'Tokens expire',
    });
    assert.equal(promoted.file, 'knowledge/tokens-expire.md');
    assert.ok(fs.existsSync(path.join(root(), '.atlas', promoted.file)));
    assert.deepEqual((await of('Insights'))[0], [
      'Tokens expire',
      'technical · from TASK_025 · a pattern',
    ]);
    assert.deepEqual(await of('Patterns'), [['Tokens expire', 'tokens-expire.md']]);
  });

  it('has a label for whoever hears it', async () => {
    for (const view of ['objectives', 'agents', 'decisions'] as const) {
      const silent = (await itemsOf(view)).filter(
        ({ contextValue, accessibilityInformation }) =>
          /^(objective|task|agent|decision|insight|option|answer)/.test(contextValue ?? '') &&
          !accessibilityInformation?.label,
      );
      assert.deepEqual(silent, []);
    }
  });
});

/** The commands that a row's menu has, by the manifest. */
function offeredAt(viewItem: string): string[] {
  const { contributes } = atlas().packageJSON as {
    contributes: { menus: Record<string, { command: string; when: string }[]> };
  };
  return (contributes.menus['view/item/context'] ?? []).flatMap(({ command, when }) => {
    const [, pattern] = /viewItem =~ \/(.+)\/$/.exec(when) ?? [];
    return pattern !== undefined && new RegExp(pattern).test(viewItem) ? [command] : [];
  });
}

function withoutTimes(row: Row | undefined): unknown {
  return JSON.parse(JSON.stringify(row).replaceAll(/ · since [^"]+/g, ''));
}

async function itemsOf(view: 'objectives' | 'agents' | 'decisions'): Promise<vscode.TreeItem[]> {
  return Promise.all((await nodesOf(view)).map(async (each) => trees()[view].getTreeItem(each)));
}
