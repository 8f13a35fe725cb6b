// Which VS Code the tests run in: the desktop one where it can be had, else the server from the npm registry.
import { setTimeout as delay } from 'node:timers/promises';
import { cacheDir } from './paths.mjs';
import { ensureVsCodeServer, vscodeVersion } from './vscodeInstall.mjs';

const downloadLimitMs = 300_000;

/**
 * VSCODE_TEST_HOST=electron|server forces one. `say` gets one line: which, and why.
 * @returns {Promise<{ kind: 'electron', why: string, executable: string } | { kind: 'server', why: string, install: object }>}
 */
export async function chooseHost({ say = console.log } = {}) {
  const forced = process.env.VSCODE_TEST_HOST;
  if (forced !== undefined && forced !== '' && forced !== 'electron' && forced !== 'server') {
    throw new Error(
      `VSCODE_TEST_HOST is "${forced}". Use "electron", "server", or leave it unset.`,
    );
  }
  if (forced === 'server') return server('VSCODE_TEST_HOST asks for it', say);
  if (forced === 'electron')
    return desktop('VSCODE_TEST_HOST asks for it', await downloadDesktop(), say);
  if (!hasDisplay()) return server('there is no display for the desktop', say);
  try {
    return desktop('it could be downloaded', await downloadDesktop(), say);
  } catch (error) {
    return server(`there is no other: ${error.message}`, say);
  }
}

export function hasDisplay() {
  return (
    process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY)
  );
}

async function server(why, say) {
  say(`Host: VS Code ${vscodeVersion}'s server in a browser, because ${why}.`);
  return { kind: 'server', why, install: await ensureVsCodeServer({ log: say }) };
}

function desktop(why, executable, say) {
  say(`Host: VS Code ${vscodeVersion} for the desktop, because ${why}.`);
  return { kind: 'electron', why, executable };
}

async function downloadDesktop() {
  const { downloadAndUnzipVSCode, SilentReporter } = await import('@vscode/test-electron');
  const download = downloadAndUnzipVSCode({
    version: vscodeVersion,
    cachePath: cacheDir,
    reporter: new SilentReporter(),
    timeout: 15_000,
  });
  const limit = delay(downloadLimitMs, undefined, { ref: false }).then(() => {
    throw new Error(`the download took longer than ${downloadLimitMs / 60_000} minutes`);
  });
  try {
    return await Promise.race([download, limit]);
  } catch (error) {
    throw new Error(
      `VS Code ${vscodeVersion} for the desktop could not be downloaded (${error.message})`,
      { cause: error },
    );
  }
}
