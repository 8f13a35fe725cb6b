import * as fs from 'node:fs';
import * as path from 'node:path';
import { replaceFile } from './atomicFile';
import { readIfThere } from './documents';

/**
 * Puts the `atlas` command into a folder for PATH: for POSIX shells, and for Windows. It runs the
 * command line in the program that runs us (VS Code's own Node, or Electron as Node), so that it needs
 * neither an installation nor a Node of the user's. Written again when the editor or the extension
 * moved, so that terminals that outlive an update still find it.
 *
 * @param folder where to put it
 * @param node the program that can run JavaScript, usually `process.execPath`
 * @param script the bundled command line
 * @returns the file to start as `atlas` on this system
 */
export function installShim(folder: string, node: string, script: string): string {
  fs.mkdirSync(folder, { recursive: true });
  const posix = path.join(folder, 'atlas');
  const windows = path.join(folder, 'atlas.cmd');
  writeIfNew(
    posix,
    `#!/bin/sh\nELECTRON_RUN_AS_NODE=1 exec ${shellQuote(node)} ${shellQuote(script)} "$@"\n`,
  );
  fs.chmodSync(posix, 0o755);
  if (process.platform !== 'win32') {
    return posix;
  }
  writeIfNew(
    windows,
    `@echo off\r\nsetlocal\r\nset ELECTRON_RUN_AS_NODE=1\r\n"${batchPath(node)}" "${batchPath(script)}" %*\r\n`,
  );
  return windows;
}

function writeIfNew(file: string, text: string): void {
  if (readIfThere(file) !== text) {
    replaceFile(file, text);
  }
}

function shellQuote(word: string): string {
  return `'${word.replaceAll("'", `'\\''`)}'`;
}

/** In a batch file a percent sign begins a variable; quotes cannot stand in a Windows path. */
function batchPath(file: string): string {
  return file.replaceAll('%', '%%');
}
