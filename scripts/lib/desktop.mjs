// The desktop VS Code that @vscode/test-electron downloads. Not run where this was written, which has neither a
// display nor access to Microsoft's downloads; the server (vscodeServer.mjs) is what is exercised there.
import { mkdirSync, mkdtempSync, realpathSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { vscodeEnvironment } from './environment.mjs';
import { cacheDir, repoRoot } from './paths.mjs';
import { run } from './processes.mjs';
import { vscodeVersion } from './vscodeInstall.mjs';
import { quietSettings } from './vscodeServer.mjs';

/**
 * One suite in the desktop's extension host; returns its exit code. Not with test-electron's `runTests`, which always
 * switches workspace trust off and has no time limit.
 */
export async function runOnDesktop({ suite, host, opened, env }) {
  const profile = new Profile(suite.settings ?? {});
  try {
    const args = [
      ...profile.arguments({ trust: suite.trust, opened }),
      `--extensionDevelopmentPath=${repoRoot}`,
      `--extensionTestsPath=${join(repoRoot, 'out', 'test', 'extension', 'run.js')}`,
    ];
    const { code, timedOut } = await run(host.executable, args, {
      env: vscodeEnvironment(env),
      timeoutMs: 120_000,
    });
    if (timedOut) throw new Error('The suite did not end within 120 s.');
    return code;
  } finally {
    await profile.dispose();
  }
}

/** The desktop's side of workbenchSession.mjs. */
export class DesktopSession {
  #options;
  #profile;
  #app;

  constructor(options) {
    this.#options = options;
    this.#profile = new Profile(options.settings);
  }

  async open() {
    const { _electron } = await import('playwright-core');
    const { executable, workspace, trust, env, vsix } = this.#options;
    await this.#profile.install(vsix);
    this.#app = await _electron.launch({
      executablePath: executable,
      args: this.#profile.arguments({ trust, opened: workspace }),
      env: vscodeEnvironment(env),
      timeout: 120_000,
    });
    const page = await this.#app.firstWindow({ timeout: 120_000 });
    await page.setViewportSize(this.#options.viewport);
    return page;
  }

  /** Through the workbench: reloading the page alone would not tell the extension host. */
  async reload(page) {
    const loaded = page.waitForEvent('load', { timeout: 120_000 });
    await page.keyboard.press('F1');
    await page.keyboard.type('Developer: Reload Window');
    await page.keyboard.press('Enter');
    await loaded;
  }

  async close() {
    await this.#app?.close();
    this.#app = undefined;
  }

  async dispose() {
    await this.close();
    await this.#profile.dispose();
  }
}

/** A user of VS Code who has never used it before. */
class Profile {
  #folder = realpathSync(mkdtempSync(join(tmpdir(), 'atlas-')));
  #installed = false;

  constructor(settings) {
    const user = join(this.#folder, 'data', 'User');
    mkdirSync(user, { recursive: true });
    writeFileSync(join(user, 'settings.json'), JSON.stringify({ ...quietSettings, ...settings }));
  }

  get #folders() {
    return [
      `--user-data-dir=${join(this.#folder, 'data')}`,
      `--extensions-dir=${join(this.#folder, 'extensions')}`,
    ];
  }

  async install(vsix) {
    if (this.#installed) return;
    const { runVSCodeCommand } = await import('@vscode/test-electron');
    const command = ['--install-extension', vsix, '--force', ...this.#folders];
    await runVSCodeCommand(command, { version: vscodeVersion, cachePath: cacheDir });
    this.#installed = true;
  }

  arguments({ trust, opened }) {
    const target = opened.workspaceFile ?? opened.folder;
    return [
      ...(target === undefined ? ['--new-window'] : [target]),
      ...this.#folders,
      ...['--disable-updates', '--disable-telemetry', '--skip-welcome', '--skip-release-notes'],
      ...['--no-sandbox', '--disable-gpu-sandbox'], // As test-electron does: containers have no sandbox.
      ...(trust ? ['--disable-workspace-trust'] : []),
    ];
  }

  async dispose() {
    await rm(this.#folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}
