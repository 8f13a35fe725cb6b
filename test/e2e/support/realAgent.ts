import * as fs from 'node:fs';
import * as path from 'node:path';
import { agentProgram } from './agentPrograms';
import { asks } from './atlasWindow';
import type { Client } from './modelProtocols';
import { copyOfFixture } from './projects';
import { homeFor, startScriptedModel, type ScriptedModel } from './scriptedModel';
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

  async dispose(): Promise<void> {
    this.#hold.letGo();
    await this.#model.close();
  }
}

/** Goes through Spawn Agent… by hand, and leaves every choice as it is proposed. */
export async function spawnRealAgent(workbench: Workbench): Promise<void> {
  await workbench.command('Atlas: Spawn Agent…');
  await asks(workbench, '(1/7)');
  await workbench.pick('executor');
  await asks(workbench, '(2/7)');
  await workbench.quickInput('Look around, and say what you found');
  await asks(workbench, '(3/7)');
  await workbench.pick('No task');
  await asks(workbench, '(4/7)');
  await workbench.quickInput('');
  await asks(workbench, '(5/7)');
  await workbench.pick('No timebox');
  await asks(workbench, '(6/7)');
  await workbench.pick('real');
  await asks(workbench, '(7/7)');
  await workbench.pick('rocket  Spawn');
}

/** Presses the button that ends the terminal on screen. */
export async function killTerminal({ page }: Workbench): Promise<void> {
  const button = page.locator('.part.panel .action-label[aria-label^="Kill Terminal"]');
  await button.first().click({ timeout: 30_000 });
}
