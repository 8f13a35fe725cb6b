// npm start: a real VS Code with the extension, on the example workspace.
import { existsSync, rmSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { bundle } from './lib/build.mjs';
import { ensureDependencies } from './lib/dependencies.mjs';
import { findDesktopCode, openDesktopCode, openInBrowser } from './lib/desktopCode.mjs';
import { cacheDir, logFile, repoRoot } from './lib/paths.mjs';
import { freePort, interrupted } from './lib/processes.mjs';
import { packageExtension } from './lib/vsix.mjs';
import {
  ensureVsCodeServer,
  installExtension,
  startVsCodeServer,
  workbenchUrl,
} from './lib/vscodeServer.mjs';

/** The same address every time, as browsers keep the window's layout by address. */
const usualPort = 39_110;

const usage = `Usage: npm start -- [options]
  --workspace DIR   open this folder instead of examples/storefront
  --server          serve VS Code to a browser even if there is one on the desktop
  --port N          the server's port (${usualPort}, or any free one if that is taken)
  --no-open         serve VS Code and print the address only
  --help            this text
What you change in the workspace stays changed.`;

/** A mistake of the caller, answered with a sentence rather than a stack. */
class UsageError extends Error {}

try {
  await main();
} catch (error) {
  console.error(error instanceof UsageError ? `${error.message}\n\n${usage}` : error.message);
  process.exitCode = error instanceof UsageError ? 2 : 1;
}

async function main() {
  const options = readOptions();
  if (options.help) return console.log(usage);
  const workspace = existingFolder(options.workspace);
  const port = options.port === undefined ? undefined : await checkedPort(options.port);

  await ensureDependencies();
  console.log('Building …');
  await bundle();

  const desktop =
    options.server || options['no-open'] || port !== undefined ? undefined : findDesktopCode();
  if (desktop === undefined) return serve(workspace, port, !options['no-open']);
  await openDesktopCode(desktop, { extension: repoRoot, workspace });
  console.log(`Opened ${workspace} in ${desktop}, with Atlas as built here.`);
}

async function serve(workspace, port, open) {
  const install = await ensureVsCodeServer();
  console.log('Packaging the extension …');
  const vsix = await packageExtension();
  // Settings and window state stay from one start to the next; the extension is always the one just built.
  const extensionsDir = join(cacheDir, 'start', 'extensions');
  rmSync(extensionsDir, { recursive: true, force: true });
  await installExtension(install, vsix, extensionsDir);

  const log = logFile('start');
  rmSync(log, { force: true });
  const server = await startVsCodeServer({
    install,
    port: port ?? (await freePort(usualPort).catch(() => freePort())),
    extensionsDir,
    serverDataDir: join(cacheDir, 'start', 'data'),
    reconnectionGraceSeconds: 3 * 60 * 60, // As VS Code itself: a laptop may sleep over lunch.
    log,
  });
  const address = workbenchUrl({ origin: server.origin, folder: workspace });
  const opened = open && (await openInBrowser(address));
  console.log(
    `\nVS Code ${install.version} with Atlas ${opened ? 'opens in your browser' : 'is ready; open this address in a browser'}:\n\n  ${address}\n`,
  );
  console.log('Press Ctrl+C to end it.');

  await server.exited;
  if (interrupted()) return;
  await server.stop();
  throw new Error(`VS Code's server ended by itself; see ${log}.`);
}

function readOptions() {
  try {
    return parseArgs({
      options: {
        workspace: { type: 'string', default: join(repoRoot, 'examples', 'storefront') },
        server: { type: 'boolean', default: false },
        port: { type: 'string' },
        'no-open': { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    }).values;
  } catch (error) {
    throw new UsageError(error.message);
  }
}

function existingFolder(wanted) {
  const folder = resolve(wanted);
  if (existsSync(folder) && statSync(folder).isDirectory()) return folder;
  throw new UsageError(`The workspace ${folder} is not a folder.`);
}

async function checkedPort(text) {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port < 1 || port > 65_535)
    throw new UsageError(`--port ${text}: a port is a number from 1 to 65535.`);
  try {
    return await freePort(port);
  } catch (error) {
    throw new UsageError(
      `Port ${port} cannot be used (${error.code}). Choose another with --port, or leave it out.`,
    );
  }
}
