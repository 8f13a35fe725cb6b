// One VS Code with the packaged extension installed, for tests that drive it as a person would.
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { launchBrowser } from './browser.mjs';
import { DesktopSession } from './desktop.mjs';
import { chooseHost } from './host.mjs';
import { cacheDir, logFile } from './paths.mjs';
import { addPseudoLanguage } from './pseudoLanguage.mjs';
import { installExtension, startVsCodeServer, workbenchUrl } from './vscodeServer.mjs';
import { packageExtension } from './vsix.mjs';

const viewport = { width: 1400, height: 900 };
let prepared;
let sessions = 0;

/** Starts a VS Code on `workspace`; nothing is shown before `open`. */
export async function startSession(options) {
  prepared ??= prepare();
  const { host, vsix, extensionsDir } = await prepared;
  sessions += 1;
  const log = logFile(`e2e-${sessions}`);
  rmSync(log, { force: true });
  if (host.kind === 'electron')
    return new DesktopSession({ ...options, executable: host.executable, vsix, viewport });
  const server = await startVsCodeServer({
    install: host.install,
    workspaceTrust: !options.trust,
    extensionsDir,
    settings: options.settings,
    env: options.env,
    // A window that is reloaded asks for its terminals after four seconds, or later where the machine is busy.
    reconnectionGraceSeconds: 30,
    log,
  });
  const browser = await launchBrowser();
  // Reopening needs the same context: the workbench keeps its layout in the browser's storage.
  const context = await browser.newContext({
    viewport,
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  if (options.language !== undefined)
    // The language packs of a server name the display language so, before the workbench asks.
    await context.addInitScript((language) => {
      globalThis._VSCODE_NLS_LANGUAGE = language;
    }, options.language);
  return new ServerSession(
    server,
    browser,
    context,
    workbenchUrl({ origin: server.origin, ...options.workspace }),
  );
}

class ServerSession {
  #server;
  #browser;
  #context;
  #url;

  constructor(server, browser, context, url) {
    this.#server = server;
    this.#browser = browser;
    this.#context = context;
    this.#url = url;
  }

  async open() {
    const page = await this.#context.newPage();
    page.on('dialog', (dialog) => void dialog.accept()); // "Leave site?"
    await page.goto(this.#url, { timeout: 120_000 });
    return page;
  }

  async reload(page) {
    await page.reload({ timeout: 120_000 });
  }

  /** As closing the browser's tab does: the extension host is told, and `deactivate` has run when this returns. */
  async close(page) {
    const closed = page.waitForEvent('close', { timeout: 30_000 });
    await page.close({ runBeforeUnload: true });
    await closed;
    if (!(await this.#server.extensionHostsEnded(15_000)))
      throw new Error('The extension host did not end after its window was closed.');
  }

  async dispose() {
    try {
      // A browser that just disappears is waited for: the server takes it for a lost connection.
      for (const page of this.#context.pages()) await this.close(page);
    } finally {
      await this.#browser.close();
      await this.#server.stop();
    }
  }
}

/** The host, the VSIX and the folder it is installed in: the same for all sessions of a process. */
async function prepare() {
  const host = await chooseHost();
  const vsix = await packageExtension();
  if (host.kind === 'electron') return { host, vsix };
  mkdirSync(cacheDir, { recursive: true });
  const extensionsDir = mkdtempSync(join(cacheDir, 'extensions-'));
  process.once('exit', () => rmSync(extensionsDir, { recursive: true, force: true }));
  await installExtension(host.install, vsix, extensionsDir);
  for (const name of readdirSync(extensionsDir).filter((each) => each.startsWith('atlas-')))
    addPseudoLanguage(join(extensionsDir, name));
  return { host, vsix, extensionsDir };
}
