// The agent programs that people use, for tests that launch them for real: pinned, from the npm registry, and kept
// in the cache. Not dependencies: they are some 1.4 GB, no user needs them from us, and two are not free software.
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { npmEnvironment } from './environment.mjs';
import { npmCommand } from './npm.mjs';
import { cacheDir, logFile } from './paths.mjs';
import { runOrThrow } from './processes.mjs';

/** `script` is what a package's postinstall would run; `megabytes` is what it takes once it is there. */
const agents = {
  codex: { package: '@openai/codex', version: '0.169.0', megabytes: 404 },
  claude: {
    package: '@anthropic-ai/claude-code',
    version: '2.1.330',
    megabytes: 364,
    script: 'install.cjs',
  },
  gemini: { package: '@google/gemini-cli', version: '0.61.0', megabytes: 100 },
  copilot: { package: '@github/copilot', version: '1.0.102', megabytes: 189 },
  opencode: {
    package: 'opencode-ai',
    version: '1.18.33',
    megabytes: 354,
    script: 'postinstall.mjs',
  },
};

/**
 * Installs the agents unless they are there already, one after the other.
 * @param {('codex' | 'claude' | 'gemini' | 'copilot' | 'opencode')[]} names
 * @returns {Promise<Record<string, string>>} the program of each, by name
 */
export async function ensureAgentClis(
  names = Object.keys(agents),
  { log: say = console.log } = {},
) {
  const programs = {};
  for (const name of names) programs[name] = await ensureAgent(name, say);
  return programs;
}

/** The stamp is written last, so what an interrupted installation left behind is thrown away and done again. */
async function ensureAgent(name, say) {
  const agent = agents[name];
  if (agent === undefined)
    throw new Error(`No agent "${name}"; there are ${Object.keys(agents).join(', ')}.`);
  const root = join(process.env.ATLAS_AGENTS_CACHE || join(cacheDir, 'agents'), name);
  const program = join(
    root,
    'node_modules',
    '.bin',
    process.platform === 'win32' ? `${name}.cmd` : name,
  );
  const stampFile = join(root, 'installed');
  const stamp = `${agent.package}@${agent.version} ${process.platform}-${process.arch}`;
  if (readIfThere(stampFile) === stamp && existsSync(program)) return program;

  say(`Installing ${name} ${agent.version} into ${root} (once, ${agent.megabytes} MB) …`);
  const log = logFile(`agent-${name}`);
  rmSync(log, { force: true });
  rmSync(root, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  await fetchPackage(root, agent, log);
  if (agent.script !== undefined) {
    const folder = join(root, 'node_modules', ...agent.package.split('/'));
    await runOrThrow(`Setting up ${name}`, process.execPath, [agent.script], {
      cwd: folder,
      log,
      timeoutMs: 120_000,
    });
  }
  writeFileSync(`${stampFile}.tmp`, stamp);
  renameSync(`${stampFile}.tmp`, stampFile);
  return program;
}

async function fetchPackage(root, agent, log) {
  mkdirSync(root, { recursive: true });
  // Without a package.json of its own, npm would look for one further up and install there.
  writeFileSync(join(root, 'package.json'), '{ "private": true }\n');
  const { command, args } = npmCommand();
  const flags = [
    ...['--prefix', root, '--no-audit', '--no-fund', '--save-exact'],
    // npm 11 runs no script that nobody approved, older ones run all: here each runs the same, by us.
    '--ignore-scripts',
    // The native program of each platform is an optional dependency.
    '--include=optional',
    // Claude Code asks for Node 22 to be installed, and for none to run: it is a native program.
    '--no-engine-strict',
  ];
  await runOrThrow(
    `Installing ${agent.package}`,
    command,
    [...args, 'install', ...flags, `${agent.package}@${agent.version}`],
    { cwd: root, env: npmEnvironment(), log, timeoutMs: 900_000 },
  );
}

function readIfThere(file) {
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}
