// Starts VS Code's server for one run: fresh folders, a loopback port, and nothing left of it afterwards.
import { once } from 'node:events';
import {
  createWriteStream,
  existsSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  writeFileSync,
} from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { vscodeEnvironment } from './environment.mjs';
import { logFile } from './paths.mjs';
import { excerpt, freePort, onInterrupt, runOrThrow, start, stop } from './processes.mjs';

export { ensureVsCodeServer } from './vscodeInstall.mjs';

/** What a picture or a test should not have to step around. A run's own settings come on top. */
export const quietSettings = {
  'workbench.startupEditor': 'none',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.tips.enabled': false,
  'workbench.enableExperiments': false,
  'security.workspace.trust.startupPrompt': 'never',
  'security.workspace.trust.banner': 'never',
  'terminal.integrated.initialHint': false,
  'telemetry.telemetryLevel': 'off',
  'extensions.autoCheckUpdates': false,
  'extensions.ignoreRecommendations': true,
  'update.showReleaseNotes': false,
  'git.openRepositoryInParentFolders': 'never',
};

/**
 * `workspaceTrust` false: every folder is trusted. True: as for a user, folders start in restricted mode.
 * `smokeTestDriver` is what makes the page accept a development extension and tests (see `workbenchUrl`).
 * Folders that are not given are temporary and removed by `stop`.
 * @returns what was started, and `stop` to end it without leaving anything behind
 */
export async function startVsCodeServer({
  install,
  port,
  workspaceTrust = false,
  smokeTestDriver = false,
  extensionsDir,
  serverDataDir,
  settings = {},
  env = {},
  reconnectionGraceSeconds = 5,
  log = logFile('vscode-server'),
}) {
  const temporary = realpathSync(mkdtempSync(join(tmpdir(), 'atlas-vscode-')));
  const data = serverDataDir ?? join(temporary, 'data');
  seedUserSettings(data, settings);

  const chosenPort = port ?? (await freePort());
  const child = start(
    install.node,
    [
      install.serverMain,
      ...['--host', '127.0.0.1', '--port', String(chosenPort), '--without-connection-token'],
      ...['--accept-server-license-terms', '--telemetry-level', 'off'],
      ...['--reconnection-grace-time', String(reconnectionGraceSeconds)],
      ...[
        '--server-data-dir',
        data,
        '--extensions-dir',
        extensionsDir ?? join(temporary, 'extensions'),
      ],
      ...['--disable-getting-started-override', '--disable-update-check'],
      ...(workspaceTrust ? [] : ['--disable-workspace-trust']),
      ...(smokeTestDriver ? ['--enable-smoke-test-driver'] : []),
    ],
    { cwd: temporary, env: vscodeEnvironment(env), stdio: 'pipe' },
  );
  const extensionHosts = watchExtensionHosts(child, log);

  const takeBack = onInterrupt(end);
  async function end() {
    takeBack();
    // Only extension hosts have something to finish; VS Code's other processes take seconds to notice.
    await stop(child, extensionHosts.any() ? 8_000 : 0);
    await rm(temporary, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }

  const origin = `http://127.0.0.1:${chosenPort}`;
  try {
    await answers(child, origin, log);
  } catch (error) {
    await end();
    throw error;
  }
  return {
    origin,
    pid: child.pid,
    exited: once(child, 'exit'),
    extensionHostsEnded: extensionHosts.ended,
    stop: end,
  };
}

/** Installs a VSIX as a user would, into an extensions folder of its own. */
export async function installExtension(install, vsix, extensionsDir) {
  const args = ['--install-extension', vsix, '--force', '--extensions-dir', extensionsDir];
  const data = mkdtempSync(join(tmpdir(), 'atlas-vscode-install-'));
  try {
    await runOrThrow(
      'Installing the extension into VS Code',
      install.node,
      [install.serverMain, ...args, '--server-data-dir', data, '--accept-server-license-terms'],
      {
        env: vscodeEnvironment({}),
        log: logFile('install-extension'),
        timeoutMs: 120_000,
      },
    );
  } finally {
    await rm(data, { recursive: true, force: true });
  }
}

/**
 * The address of a workbench. `payload` holds the keys a page may set, of which `extensionDevelopmentPath` and
 * `extensionTestsPath` (absolute paths here) only count on a server with the smoke-test driver.
 */
export function workbenchUrl({ origin, folder, workspaceFile, payload = {} }) {
  const url = new URL(origin);
  if (workspaceFile !== undefined) url.searchParams.set('workspace', asUriPath(workspaceFile));
  else if (folder !== undefined) url.searchParams.set('folder', asUriPath(folder));
  else url.searchParams.set('ew', 'true');
  const remote = (path) => `vscode-remote://${url.host}${asUriPath(path)}`;
  const entries = Object.entries(payload).map(([key, value]) => [
    key,
    key.endsWith('Path') ? remote(value) : value,
  ]);
  if (entries.length > 0) url.searchParams.set('payload', JSON.stringify(entries));
  return url.href;
}

/** Windows paths have a drive and backslashes; in an address they start with a slash like all others. */
function asUriPath(path) {
  const forward = path.replaceAll('\\', '/');
  return forward.startsWith('/') ? forward : `/${forward}`;
}

/** code-server's workbench keeps the user's settings on the server's disk, not in the browser. */
function seedUserSettings(serverDataDir, settings) {
  const folder = join(serverDataDir, 'data', 'User');
  const file = join(folder, 'settings.json');
  if (existsSync(file)) return; // A folder from an earlier run: these settings are the user's by now.
  mkdirSync(folder, { recursive: true });
  writeFileSync(file, JSON.stringify({ ...quietSettings, ...settings }, undefined, 2));
}

/** The server says on its output when an extension host starts and ends; nothing else tells us. */
function watchExtensionHosts(child, log) {
  const sink = createWriteStream(log, { flags: 'a' });
  let running = 0;
  createInterface({ input: child.stdout }).on('line', (line) => {
    sink.write(`${line}\n`);
    if (line.includes('Launched Extension Host Process')) running += 1;
    if (line.includes('Extension Host Process exited')) running -= 1;
  });
  child.stderr.pipe(sink, { end: false });
  child.once('close', () => sink.end());
  return {
    any: () => running > 0,
    /** Waits until every extension host is gone, which is when `deactivate` has run. False: not in time. */
    async ended(timeoutMs) {
      const deadline = Date.now() + timeoutMs;
      while (running > 0 && child.exitCode === null && Date.now() < deadline) await delay(50);
      return running <= 0;
    },
  };
}

async function answers(child, origin, log) {
  const deadline = Date.now() + 120_000;
  while (Date.now() < deadline && child.exitCode === null && child.signalCode === null) {
    try {
      const response = await fetch(origin, { signal: AbortSignal.timeout(10_000) });
      if (response.ok) return;
    } catch {
      // Not listening yet.
    }
    await delay(100);
  }
  throw new Error(`VS Code's server did not start. From ${log}:\n${excerpt(log)}`);
}
