// One suite in the extension host of VS Code's server. The page that shows the workbench is only the way in.
import { appendFileSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { format } from 'node:util';
import { launchBrowser } from './browser.mjs';
import { artifactsDir, repoRoot } from './paths.mjs';
import { excerpt } from './processes.mjs';
import { startVsCodeServer, workbenchUrl } from './vscodeServer.mjs';

const usualLimitMs = 300_000;
const mark = '[atlas test] ';

/** Returns the exit code of the run; VS Code gives it after the extension host has stopped, `deactivate` included. */
export async function runOnServer({ suite, host, opened, env, log }) {
  rmSync(log, { force: true });
  const server = await startVsCodeServer({
    install: host.install,
    workspaceTrust: !suite.trust,
    smokeTestDriver: true,
    settings: suite.settings ?? {},
    env: { ...env, ATLAS_TEST_MARK: mark },
    log,
  });
  let browser;
  try {
    browser = await launchBrowser();
    const page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
    const exitCode = await runInPage(
      page,
      workbenchUrl({ origin: server.origin, ...opened, payload }),
      suite.limitMs ?? usualLimitMs,
      (line) => {
        if (line.startsWith(mark)) console.log(line.slice(mark.length));
        else appendFileSync(log, `${line}\n`);
      },
    );
    if (exitCode !== 0) await takePicture(page, suite.name);
    if (exitCode === undefined) {
      throw new Error(
        `The suite did not end within ${(suite.limitMs ?? usualLimitMs) / 1000} s. From ${log}:\n${excerpt(log)}`,
      );
    }
    await page.close({ runBeforeUnload: true });
    if (!(await server.extensionHostsEnded(10_000)))
      throw new Error('The extension host did not end after its page was closed.');
    return exitCode;
  } finally {
    await browser?.close();
    await server.stop();
  }
}

const payload = {
  extensionDevelopmentPath: repoRoot,
  extensionTestsPath: join(repoRoot, 'out', 'test', 'extension', 'run.js'),
  skipWelcome: 'true',
};

/** The protocol of VS Code's own web tests: two functions on the page, there before the workbench loads. */
async function runInPage(page, url, limitMs, print) {
  let timer;
  const exit = new Promise((resolve) => {
    timer = setTimeout(() => resolve(undefined), limitMs);
    void page.exposeFunction('codeAutomationExit', resolve);
  });
  await page.exposeFunction('codeAutomationLog', (type, args) => print(format(...args)));
  try {
    await page.goto(url, { timeout: usualLimitMs });
    return await exit;
  } finally {
    clearTimeout(timer);
  }
}

async function takePicture(page, name) {
  const folder = join(artifactsDir, 'screenshots');
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `extension-${name}.png`);
  try {
    await page.screenshot({ path });
    console.log(`What VS Code showed: ${path}`);
  } catch (error) {
    console.log(`No picture of the failure: ${error.message}`); // The failure itself is worth more than its picture.
  }
}
