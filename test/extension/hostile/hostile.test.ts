import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { AtlasExtension } from '../../../src/extension/extension';
import type { AtlasNode } from '../../../src/extension/host/atlasNode';
import { startAgent } from '../../../src/core/operations/agentProcess';
import { reportAgent } from '../../../src/core/operations/reportAgent';
import { signalAgent } from '../../../src/core/operations/signalAgent';
import { HOSTILE, HOSTILE_LINE } from '../../support/hostileWords';
import { outside } from '../support/outside';
import {
  atlas,
  cli,
  listenToNotices,
  orchestratorFile,
  readContext,
  rows,
  run,
  until,
  type Row,
} from '../support/window';
import { watchInputs, type Shown } from '../support/inputs';

/** More than a person reads of one row. */
const LONGEST = 1_000;

/** Escapes of a terminal, line breaks inside a row, and marks that make words read another way than they are. */
const NOT_TO_BE_SHOWN = /[\p{Cc}\u200E\u200F\u061C\u202A-\u202E\u2066-\u2069]/u;

function isPlain(words: string, where: string): void {
  assert.doesNotMatch(words, NOT_TO_BE_SHOWN, where);
  assert.ok(words.length <= LONGEST, `${where}: ${words.length} characters`);
}

/** Where VS Code makes links of `[words](command:…)`, and icons of `$(name)`. */
function isNoLink(words: string, where: string): void {
  assert.doesNotMatch(words, /\]\(/, where);
}

function drawsNoIcon(words: string, where: string): void {
  assert.doesNotMatch(words, /(?<!\\)\$\((?:trash|sync)/, where);
}

describe('words of agents and of others', function () {
  this.timeout(60_000);

  const notices = listenToNotices();
  const inputs = watchInputs();
  let agent = '';

  before(async () => {
    await run('atlas.newOrchestration', { project: 'agent project' });
    const objective = await run<{ id: string }>('atlas.addObjective', { description: HOSTILE });
    const task = await run<{ id: string }>('atlas.addTask', {
      description: HOSTILE,
      objective: objective.id,
    });
    const mission = {
      type: HOSTILE_LINE,
      mission: HOSTILE,
      task: task.id,
      successCriteria: [HOSTILE_LINE, `review: ${HOSTILE_LINE}`],
      planned: true,
    };
    ({ id: agent } = await run<{ id: string }>('atlas.spawnAgent', mission));
    const asking = await run<{ id: string }>('atlas.spawnAgent', mission);
    await run('atlas.raiseDecision', { question: HOSTILE, options: [HOSTILE_LINE, 'no'] });
    await run('atlas.recordInsight', { text: HOSTILE, category: HOSTILE_LINE });
    const elsewhere = outside();
    await elsewhere.run(startAgent, { agent });
    await elsewhere.run(reportAgent, { agent, status: 'escalated', summary: HOSTILE });
    await elsewhere.run(startAgent, { agent: asking.id });
    await elsewhere.run(signalAgent, { agent: asking.id, signal: 'needsInput', about: HOSTILE });
    await until('both are told', () => notices.told.length >= 2);
  });

  after(() => {
    inputs.forget();
    notices.forget();
  });

  it('are one short line in the rows of the trees', async () => {
    for (const view of ['objectives', 'agents', 'decisions'] as const) {
      const all = (await rows(view)).flatMap(wordsOf);
      assert.ok(all.some((words) => words.includes('Click me')));
      for (const words of all) isPlain(words, view);
    }
  });

  it('are words in tooltips: no link, no icon, no HTML, and not a whole book', async () => {
    const seen = await tooltips();
    assert.ok(seen.length >= 6, String(seen.length));
    for (const tooltip of seen) {
      assert.ok(tooltip.isTrusted !== true && tooltip.supportHtml !== true);
      assert.notEqual(tooltip.supportThemeIcons, true);
      assert.doesNotMatch(tooltip.value, /(?<!\\)\]\(|(?<!\\)<\w/);
      assert.doesNotMatch(tooltip.value.replaceAll('\n', ' '), NOT_TO_BE_SHOWN);
      assert.ok(tooltip.value.length < 10_000, `${tooltip.value.length} characters`);
    }
  });

  it('are words in notices', () => {
    assert.ok(notices.told.some(({ message }) => message.includes('Click me')));
    for (const { message } of notices.told) {
      isPlain(message, message);
      isNoLink(message, message);
    }
  });

  const asking: readonly (readonly [string, number])[] = [
    ['atlas.verifyReport', 0],
    ['atlas.decide', 0],
    ['atlas.openAgent', 0],
    ['atlas.cancelAgent', 0],
    ['atlas.completeTask', 0],
    ['atlas.findItem', 0],
    ['atlas.openItem', 0],
    ['atlas.moveTask', 0],
    ['atlas.promoteInsight', 0],
    ['atlas.setStatus', 0],
    // The third question is for which task.
    ['atlas.spawnAgent', 2],
  ];
  for (const [command, answers] of asking) {
    it(`are words where ${command} asks`, async () => {
      const seen = await inputs.during(() => person(command), answers);
      assert.ok(seen.some(mentions), 'they are shown at all');
      for (const shown of seen) harmless(shown, command);
    });
  }

  it('are taken as an answer as they are, not as they were shown', async () => {
    const seen = await inputs.during(() => person('atlas.decide'), 2);
    assert.match(seen[1]?.prompt ?? '', /^Why "/);
    for (const shown of seen) harmless(shown, 'the reason');
    const { atlas: kept } = readContext(orchestratorFile('agent_project_context.json'));
    const [made] = (kept as unknown as { decisions_made: { choice: string }[] }).decisions_made;
    assert.equal(made?.choice, HOSTILE_LINE);
  });

  it('are words where atlas.judgeDecision asks', async () => {
    const seen = await inputs.during(() => person('atlas.judgeDecision'), 1);
    assert.ok(seen.some(mentions), 'they are shown at all');
    for (const shown of seen) harmless(shown, 'atlas.judgeDecision');
  });

  it('move no cursor of a terminal', () => {
    for (const args of [
      ['show', agent],
      ['list', 'agents'],
      ['list', 'tasks'],
      ['status'],
      ['log'],
    ]) {
      const { status, stdout, stderr } = cli(...args);
      assert.equal(status, 0, stderr);
      assert.doesNotMatch(stdout, /[^\P{Cc}\n\t]/u, args.join(' '));
      assert.doesNotMatch(stdout, /[\u202A-\u202E\u2066-\u2069]/u, args.join(' '));
    }
    assert.match(cli('show', agent).stdout, /\$\(touch owned\)/);
  });

  it('name a terminal, and are not in its variables', async () => {
    await run('atlas.spawnAgent', { mission: HOSTILE, type: HOSTILE_LINE, profile: 'silent' });
    const [terminal] = vscode.window.terminals.filter(({ name }) => name.startsWith('AGENT_0003'));
    assert.ok(terminal);
    isPlain(terminal.name, 'terminal');
    drawsNoIcon(terminal.name, 'terminal');
    const { env, shellArgs } = terminal.creationOptions as vscode.TerminalOptions;
    assert.doesNotMatch(JSON.stringify([env, shellArgs]), /Click me/);
    terminal.dispose();
  });

  /** Calls a command as a person does: it asks. */
  async function person(command: string): Promise<unknown> {
    return vscode.commands.executeCommand(command);
  }
});

function wordsOf([label, description, ...below]: Row): string[] {
  return [label, description, ...below.flatMap(wordsOf)];
}

function mentions({ rows: all = [], prompt = '', title = '' }: Shown): boolean {
  return [...all.flat(), prompt, title].some((words) => words.includes('Click me'));
}

function harmless(
  { title = '', prompt = '', placeholder = '', rows: all = [] }: Shown,
  at: string,
) {
  for (const words of [title, prompt, placeholder]) isPlain(words, at);
  isNoLink(prompt, at);
  drawsNoIcon(prompt, at);
  for (const words of all.flat()) {
    isPlain(words, at);
    drawsNoIcon(words, at);
  }
}

async function tooltips(): Promise<vscode.MarkdownString[]> {
  const { objectives, decisions } = atlas().exports.trees;
  return [...(await tooltipsIn(objectives)), ...(await tooltipsIn(decisions))];
}

async function tooltipsIn(
  tree: AtlasExtension['trees']['objectives'],
): Promise<vscode.MarkdownString[]> {
  const below = async (node?: AtlasNode): Promise<vscode.MarkdownString[]> => {
    const found: vscode.MarkdownString[] = [];
    for (const child of (await tree.getChildren(node)) ?? []) {
      const item = await tree.getTreeItem(child);
      const source = new vscode.CancellationTokenSource();
      const resolved = await tree.resolveTreeItem?.(item, child, source.token);
      if (resolved?.tooltip instanceof vscode.MarkdownString) found.push(resolved.tooltip);
      found.push(...(await below(child)));
    }
    return found;
  };
  return below();
}
