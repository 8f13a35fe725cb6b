// A Chromium to show the workbench in. We use the one that is installed; playwright's own download is not needed.
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { onInterrupt } from './processes.mjs';

const names = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'microsoft-edge',
];

/** Returns the executable of a Chromium, Chrome or Edge, or says what to do. */
export function findBrowser() {
  const wanted = process.env.CHROME_PATH;
  if (wanted) {
    if (existsSync(wanted)) return wanted;
    throw new Error(
      `CHROME_PATH names ${wanted}, which does not exist. Set it to a Chromium, Chrome or Edge executable.`,
    );
  }
  const places = candidates();
  const found = places.find((place) => existsSync(place));
  if (found !== undefined) return found;
  throw new Error(
    'No Chromium, Chrome or Edge was found on PATH or in the usual places. Install one (Debian: apt-get install chromium) or set CHROME_PATH to its executable.',
  );
}

function candidates() {
  if (process.platform === 'darwin') {
    return ['Chromium', 'Google Chrome', 'Microsoft Edge'].map(
      (name) => `/Applications/${name}.app/Contents/MacOS/${name}`,
    );
  }
  if (process.platform === 'win32') {
    const roots = [
      process.env.ProgramFiles,
      process.env['ProgramFiles(x86)'],
      process.env.LOCALAPPDATA,
    ];
    const programs = [
      ['Google', 'Chrome', 'Application', 'chrome.exe'],
      ['Microsoft', 'Edge', 'Application', 'msedge.exe'],
    ];
    return roots.filter(Boolean).flatMap((root) => programs.map((parts) => join(root, ...parts)));
  }
  const folders = ['/usr/bin', ...(process.env.PATH ?? '').split(delimiter).filter(Boolean)];
  return folders.flatMap((folder) => names.map((name) => join(folder, name)));
}

/** @returns {Promise<import('playwright-core').Browser>} */
export async function launchBrowser({ headless = true } = {}) {
  const { chromium } = await import('playwright-core');
  const asRoot = process.platform === 'linux' && process.getuid?.() === 0;
  const browser = await chromium.launch({
    executablePath: findBrowser(),
    headless,
    // Playwright would end this process at once on a signal; see onInterrupt.
    ...{ handleSIGINT: false, handleSIGTERM: false, handleSIGHUP: false },
    args: [
      // Chromium refuses to run its sandbox as root, which is what containers are.
      ...(asRoot ? ['--no-sandbox'] : []),
      ...['--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'],
      ...['--disable-component-update', '--disable-sync'],
    ],
  });
  browser.once(
    'disconnected',
    onInterrupt(() => browser.close()),
  );
  return browser;
}
