import * as fs from 'node:fs';
import * as path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { agentProgram } from './agentPrograms';
import type { Client } from './modelProtocols';
import { copyOfFixture } from './projects';
import { homeFor, startScriptedModel, type ScriptedModel } from './scriptedModel';
import { until } from './until';
import type { Workbench } from './workbench';

export interface StoredAgent {
  readonly status?: string;
  readonly started?: string;
  readonly runs?: number;
  readonly report?: { readonly summary: string };
}

/** What keeps the model from answering. */
interface Hold {
  readonly hasAsked: () => boolean;
  readonly letGo: () => void;
}

/**
 * A project whose profile `real` is a real agent program. Its model says nothing until it is let go; then it
 * has the agent report.
 */
export class RealAgent {
  readonly project: string;
  readonly #model: ScriptedModel;
  readonly #hold: Hold;

  private constructor(project: string, model: ScriptedModel, hold: Hold) {
    this.project = project;
    this.#model = model;
    this.#hold = hold;
  }

  static async prepare(client: Client, summary: string, profile: object = {}): Promise<RealAgent> {
    const project = copyOfFixture('real-agents');
    let letGo = (): void => undefined;
    const free = new Promise<void>((resolve) => (letGo = resolve));
    let asked = false;
    const model = await startScriptedModel(async ({ results }) => {
      asked = true;
      await free;
      return results.length === 0
        ? { tool: 'report', input: { status: 'success', summary } }
        : { text: 'I have reported.' };
    });
    const env = homeFor(client, { url: model.url, workspace: project });
    const real = { program: await agentProgram(client), like: client, env, ...profile };
    const settings = {
      'atlas.agents.defaultProfile': 'real',
      'atlas.agents.profiles': { real },
    };
    fs.mkdirSync(path.join(project, '.vscode'), { recursive: true });
    fs.writeFileSync(path.join(project, '.vscode', 'settings.json'), JSON.stringify(settings));
    return new RealAgent(project, model, { hasAsked: () => asked, letGo: () => letGo() });
  }

  /** Whether the agent has got as far as asking its model. */
  get hasAsked(): boolean {
    return this.#hold.hasAsked();
  }

  letGo(): void {
    this.#hold.letGo();
  }

  stored(): StoredAgent | undefined {
    const file = path.join(this.project, '.atlas', 'orchestrator', 'shop_context.json');
    const { spawned_agents: agents } = JSON.parse(fs.readFileSync(file, 'utf8')) as {
      spawned_agents?: StoredAgent[];
    };
    return agents?.[0];
  }

  /** The process of its runner, and of its program, as they were recorded. */
  processes(): number[] {
    const local = path.join(this.project, '.atlas', 'orchestrator', 'local', 'agents');
    const { pid, program } = JSON.parse(
      fs.readFileSync(path.join(local, 'AGENT_0001.json'), 'utf8'),
    ) as { pid: number; program: { pid: number } };
    return [pid, program.pid];
  }

  async dispose(): Promise<void> {
    this.#hold.letGo();
    await this.#model.close();
  }
}

/** What a terminal shows after a reload it has from its program: VS Code is in touch with it. In ms. */
const IN_TOUCH_WITHIN_MS = 10_000;

/**
 * Ends the terminal on screen. Right after a reload VS Code takes no notice of its button yet; then, for half a
 * second, it closes the terminal and forgets its program.
 */
export async function killTerminal({ page }: Workbench): Promise<void> {
  const button = page.locator('.part.panel .action-label[aria-label^="Kill Terminal"]').first();
  const terminal = page.locator('.part.panel .terminal-wrapper:visible');
  await terminal.first().waitFor({ timeout: 30_000 });
  const screen = page.locator('.part.panel .xterm-rows', { hasText: /\S/ });
  await screen
    .first()
    .waitFor({ timeout: IN_TOUCH_WITHIN_MS })
    .catch(() => undefined);
  await until('the terminal is gone', 60_000, async () => {
    if ((await terminal.count()) === 0) return true;
    await button.click({ timeout: 2_000 }).catch(() => undefined);
    await delay(2_000);
    return false;
  });
}
