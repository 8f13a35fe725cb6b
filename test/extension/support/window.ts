import * as assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import * as vscode from 'vscode';
import type { AtlasExtension } from '../../../src/extension/extension';

/** The extension under test, as VS Code knows it. */
export function atlas(): vscode.Extension<AtlasExtension> {
  const found = vscode.extensions.getExtension<AtlasExtension>(
    'atlas-orchestrator.atlas-orchestrator',
  );
  assert.ok(found, 'the extension is installed');
  return found;
}

/** Runs a command the way a program does. */
export async function run<R = Record<string, unknown>>(
  id: string,
  values: object = {},
): Promise<R> {
  return vscode.commands.executeCommand<R>(id, values);
}

/** The folder that is open, absolute. */
export function root(at = 0): string {
  const folder = vscode.workspace.workspaceFolders?.[at];
  assert.ok(folder, 'a folder is open');
  return folder.uri.fsPath;
}

export function orchestratorFile(...parts: string[]): string {
  return path.join(root(), '.atlas', 'orchestrator', ...parts);
}

export interface StoredContext {
  [key: string]: unknown;
  active_tasks: { id: string; status?: string }[];
  completed_tasks: { id: string; outcome?: string }[];
  spawned_agents: { id: string; type?: string; status?: string; report?: { status: string } }[];
  key_insights: string[];
  last_session: string;
  metrics: Record<string, number>;
  atlas?: {
    revision: number;
    session?: { id: string; ended?: string; clean?: boolean };
    previous_session?: { id: string };
  };
}

export function readContext(file: string): StoredContext {
  return JSON.parse(fs.readFileSync(file, 'utf8')) as StoredContext;
}

/** One event of a journal. */
export interface StoredEvent {
  readonly seq: number;
  readonly id: string;
  readonly actor: string;
  readonly type: string;
  readonly data: Record<string, unknown>;
}

/** The events of a journal, the oldest first. */
export function readJournal(file: string): StoredEvent[] {
  const lines = fs.readFileSync(file, 'utf8').split('\n');
  return lines.filter((line) => line !== '').map((line) => JSON.parse(line) as StoredEvent);
}

/** What the `atlas` command says, run as another program would, in the folder that is open. */
export function cli(...args: string[]): { status: number | null; stdout: string; stderr: string } {
  const script = path.join(atlas().extensionPath, 'dist', 'cli.cjs');
  return spawnSync(process.execPath, [script, ...args, '--cwd', root()], {
    encoding: 'utf8',
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
  });
}

/** A message with buttons, as VS Code was asked to show it. */
export interface Told {
  readonly message: string;
  readonly buttons: readonly string[];
}

/**
 * Listens to the faults that people are shown. `press` names the button a person presses each time.
 * Call `forget` when done.
 */
export function listenToFaults(press?: string): { told: Told[]; forget: () => void } {
  const told: Told[] = [];
  const window = vscode.window as { showErrorMessage: unknown };
  const before = window.showErrorMessage;
  window.showErrorMessage = (message: string, ...buttons: string[]) => {
    told.push({ message, buttons });
    return Promise.resolve(buttons.find((button) => button === press));
  };
  return {
    told,
    forget: () => {
      window.showErrorMessage = before;
    },
  };
}

/** Listens to what people are told that is no fault, and presses nothing. Call `forget` when done. */
export function listenToNotices(): { told: Told[]; forget: () => void } {
  const told: Told[] = [];
  const window = vscode.window as unknown as Record<string, unknown>;
  const names = ['showWarningMessage', 'showInformationMessage'];
  const before = names.map((name) => [name, window[name]] as const);
  for (const name of names) {
    window[name] = (message: string, ...buttons: string[]) => {
      told.push({ message, buttons });
      return Promise.resolve(undefined);
    };
  }
  return {
    told,
    forget: () => {
      for (const [name, original] of before) {
        window[name] = original;
      }
    },
  };
}

/** A row as a person reads it: label, description, and the rows below it. */
export type Row = [string, string, ...Row[]];

function labelOf({ label = '' }: vscode.TreeItem): string {
  return typeof label === 'string' ? label : label.label;
}

type Views = 'objectives' | 'agents' | 'decisions';

/** A whole tree as nested arrays, asked of the view's own data provider. */
export async function rows(view: Views): Promise<Row[]> {
  const provider = atlas().exports.trees[view];
  const below = async (node?: Parameters<typeof provider.getTreeItem>[0]): Promise<Row[]> => {
    const children = await wholeList(view, node);
    return Promise.all(
      children.map(async (child): Promise<Row> => {
        const item = await provider.getTreeItem(child);
        return [labelOf(item), String(item.description ?? ''), ...(await below(child))];
      }),
    );
  };
  return below();
}

type Provider = AtlasExtension['trees'][Views];
type TreeNode = Parameters<Provider['getTreeItem']>[0];

/** The rows below a row, with those that a person would have to ask for page by page. */
async function wholeList(view: Views, node?: TreeNode): Promise<readonly TreeNode[]> {
  const provider = atlas().exports.trees[view];
  for (;;) {
    const children = (await provider.getChildren(node)) ?? [];
    const last = children.at(-1);
    const { contextValue, command } = last ? await provider.getTreeItem(last) : {};
    if (contextValue !== 'more' || !command) {
      return children;
    }
    await vscode.commands.executeCommand(
      command.command,
      ...((command.arguments ?? []) as unknown[]),
    );
  }
}

/** Every `viewItem` value that the rows of a tree have now. */
export async function viewItems(view: Views): Promise<Set<string>> {
  const provider = atlas().exports.trees[view];
  const found = new Set<string>();
  const collect = async (node?: Parameters<typeof provider.getTreeItem>[0]): Promise<void> => {
    for (const child of (await provider.getChildren(node)) ?? []) {
      const item = await provider.getTreeItem(child);
      found.add(item.contextValue ?? '');
      await collect(child);
    }
  };
  await collect();
  return found;
}

/** Waits until a condition holds; fails with what it is about when it does not in time. */
export async function until(
  what: string,
  holds: () => boolean | Promise<boolean>,
  patienceMs = 10_000,
): Promise<void> {
  const deadline = Date.now() + patienceMs;
  while (!(await holds())) {
    assert.ok(Date.now() < deadline, `waited ${patienceMs / 1000} s, and still not: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** The ways a view was told to draw itself again while something was done. */
export async function refreshesDuring(view: Views, act: () => Promise<unknown>): Promise<number> {
  let refreshes = 0;
  const listening = atlas().exports.trees[view].onDidChangeTreeData?.(() => {
    refreshes += 1;
  });
  await act();
  await until(`${view} drew itself again`, () => refreshes > 0);
  listening?.dispose();
  return refreshes;
}

/** Begins an orchestration, unless an earlier file of the suite has. */
export async function begun(project: string): Promise<void> {
  if (!fs.existsSync(orchestratorFile(`${project.replaceAll(' ', '_')}_context.json`))) {
    await run('atlas.newOrchestration', { project });
  }
}
