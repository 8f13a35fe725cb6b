// The VS Code a person has on this computer.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { hasDisplay } from './host.mjs';

/** Commands on PATH, and on Windows the program they stand for: a batch file cannot be started without a shell. */
const editors = [
  { command: 'code', program: 'Code.exe' },
  { command: 'code-insiders', program: 'Code - Insiders.exe' },
  { command: 'codium', program: 'VSCodium.exe' },
];

/** The executable to start, or undefined where no window could open. */
export function findDesktopCode() {
  // In a remote terminal, `code` talks to a VS Code elsewhere. As root, VS Code refuses to start.
  const isRoot = process.platform === 'linux' && process.getuid?.() === 0;
  if (!hasDisplay() || isRoot || process.env.VSCODE_IPC_HOOK_CLI) return undefined;
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  const windows = process.platform === 'win32';
  return editors
    .flatMap(({ command, program }) =>
      folders.map((folder) => (windows ? join(dirname(folder), program) : join(folder, command))),
    )
    .find((file) => existsSync(file));
}

/** Opens a window on the workspace with this repository as the extension. The window stays when we end. */
export async function openDesktopCode(executable, { extension, workspace }) {
  const args = [
    `--extensionDevelopmentPath=${extension}`,
    '--new-window',
    '--disable-workspace-trust',
    workspace,
  ];
  await leave(executable, args);
}

/** Shows an address in the browser of the desktop, if there is one. Returns whether something was started. */
export async function openInBrowser(address) {
  if (!hasDisplay()) return false;
  const [command, ...args] = { darwin: ['open'], win32: ['explorer.exe'] }[process.platform] ?? [
    'xdg-open',
  ];
  try {
    await leave(command, [...args, address]);
    return true;
  } catch {
    return false; // The address is printed anyway.
  }
}

/** Starts a program that is to outlive us. */
function leave(command, args) {
  const child = spawn(command, args, { stdio: 'ignore', detached: true });
  child.unref();
  return new Promise((resolve, reject) => {
    child.once('spawn', resolve);
    child.once('error', (error) =>
      reject(new Error(`Could not start ${command}: ${error.message}`)),
    );
  });
}
