import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as vscode from 'vscode';
import type { Client, Turn } from '../../e2e/support/modelProtocols';
import {
  homeFor,
  startScriptedModel,
  type ScriptedModel,
  type Step,
} from '../../e2e/support/scriptedModel';
import { begun, orchestratorFile, readContext, root, run } from '../support/window';

/** What the model is to do for one agent, by a word that its mission's id leads to. */
export type Script = (turn: Turn) => Step;

export interface Stored {
  readonly id: string;
  readonly status?: string;
  readonly profile?: string;
  readonly failure?: string;
  readonly cli_session?: string;
  readonly runs?: number;
  readonly waits_for?: { about?: string };
  readonly timebox_warned?: string;
  readonly timebox_over?: string;
  readonly report?: { status: string; summary: string };
  readonly checks?: readonly {
    criterion: string;
    passed: boolean;
    detail?: string;
    by?: string;
    checked?: string;
  }[];
  readonly verification?: { accepted: boolean; note?: string };
}

const programs = JSON.parse(process.env['ATLAS_TEST_AGENTS'] ?? '{}') as Record<Client, string>;

/** Real programs take seconds to start, more of them on a machine that has other work. */
export const PATIENCE_MS = 90_000;

/** Profiles of the workspace, which all files of the suite share. */
const profiles: Record<string, object> = {};

/** Real agent programs, with a model that does what a test says, in the workspace of the suite. */
export class RealAgents {
  readonly #scripts = new Map<string, Script>();
  /** By profile. */
  readonly #homes = new Map<string, string>();
  #model: ScriptedModel | undefined;

  /** Call it where the tests of a file are described. */
  constructor() {
    before(async () => {
      this.#model = await startScriptedModel((turn) => {
        const [, agent = ''] = /(AGENT_\d+)/.exec(turn.userText) ?? [];
        return this.#scripts.get(agent)?.(turn) ?? { text: 'I do not know what to do.' };
      });
      await begun('real agents');
    });
    after(async () => {
      for (const terminal of vscode.window.terminals) terminal.dispose();
      await this.#model?.close();
      // Copilot unpacks itself into each of them. What still ends may still write there.
      for (const home of this.#homes.values()) {
        fs.rmSync(home, { recursive: true, force: true, maxRetries: 5, retryDelay: 300 });
      }
    });
  }

  get model(): ScriptedModel {
    assert.ok(this.#model);
    return this.#model;
  }

  /** Makes a profile of its own for each agent: its own home, so that none knows of another. */
  async useProfile(name: string, client: Client, more: object = {}): Promise<string> {
    const env = homeFor(client, { url: this.model.url, workspace: root() });
    const { HOME: home } = env;
    if (home !== undefined) this.#homes.set(name, home);
    profiles[name] = { program: programs[client], like: client, env, ...more };
    await vscode.workspace
      .getConfiguration('atlas')
      .update('agents.profiles', profiles, vscode.ConfigurationTarget.Workspace);
    return name;
  }

  stored(id: string): Stored | undefined {
    return agents().find((agent) => agent.id === id);
  }

  /** The home of the program that an agent is. */
  homeOf(id: string): string {
    const home = this.#homes.get(this.stored(id)?.profile ?? '');
    assert.ok(home !== undefined);
    return home;
  }

  /** What the agent that is spawned next is going to do. @returns the id that it will have */
  nextAgent(script: Script): string {
    const id = `AGENT_${String(agents().length + 1).padStart(4, '0')}`;
    this.#scripts.set(id, script);
    return id;
  }

  /** The next agent gets its script before it asks its model for the first time. */
  async spawn(
    values: { readonly profile: string; readonly [key: string]: unknown },
    script: Script,
  ): Promise<string> {
    this.nextAgent(script);
    const { id } = await run<Stored>('atlas.spawnAgent', values);
    return id;
  }
}

/** @param instead what is there as long as it is not so, for whoever has to find out why */
export async function until(
  what: string,
  isSo: () => boolean,
  instead?: () => unknown,
): Promise<void> {
  const deadline = Date.now() + PATIENCE_MS;
  while (!isSo()) {
    const isLate = Date.now() >= deadline;
    assert.ok(!isLate, `waited, and still not: ${what}${isLate ? shown(instead?.()) : ''}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** The terminal in which an agent was started. */
export function terminalOf(id: string): vscode.Terminal | undefined {
  return vscode.window.terminals.find(({ name }) => name.startsWith(id));
}

function agents(): readonly Stored[] {
  return readContext(orchestratorFile('real_agents_context.json')).spawned_agents as Stored[];
}

function shown(value: unknown): string {
  return value === undefined ? '' : `, but ${JSON.stringify(value)}`;
}
