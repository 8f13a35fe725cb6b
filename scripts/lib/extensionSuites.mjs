// Runs the suites of test/extension/suites.mjs, each in a VS Code of its own.
import { ensureAgentClis } from './agentClis.mjs';
import { runOnDesktop } from './desktop.mjs';
import { logFile } from './paths.mjs';
import { excerpt } from './processes.mjs';
import { afterRunningAgain, failedWith, freshResultsFile, readResults } from './results.mjs';
import { runOnServer } from './serverSuite.mjs';
import { Workspaces } from './workspaces.mjs';

/**
 * @typedef {object} Suite
 * @property {string} name
 * @property {string | { workspaceFile: string }} [workspace]
 * @property {string} [sameWorkspaceAs]
 * @property {boolean} trust
 * @property {Record<string, unknown>} [settings]
 * @property {boolean} [realAgents]
 * @property {number} [limitMs]
 * @property {{ tasks: number, agents: number, decisions: number }} [holds]
 * @property {Record<string, string>} [env]
 */

/** The suites with these names, and those whose workspace they return to, in the declared order. */
export function chooseSuites(suites, names) {
  if (names.length === 0) return suites;
  const wanted = new Set(names);
  for (const name of wanted) {
    const suite = suites.find((candidate) => candidate.name === name);
    if (suite === undefined) {
      throw new Error(
        `There is no suite "${name}". There are: ${suites.map((known) => known.name).join(', ')}.`,
      );
    }
    if (suite.sameWorkspaceAs !== undefined) wanted.add(suite.sameWorkspaceAs);
  }
  return suites.filter((suite) => wanted.has(suite.name));
}

/**
 * With `again`, a suite that fails is run once more: in a new VS Code, on a new copy of its workspace.
 * @param {Suite[]} suites
 * @returns {Promise<({ name: string } & import('./results.mjs').Results)[]>}
 */
export async function runExtensionSuites(suites, host, { grep, again = false, say }) {
  const workspaces = new Workspaces();
  const runOn = host.kind === 'electron' ? runOnDesktop : runOnServer;
  const options = { host, grep, workspaces, runOn };
  const all = [];
  try {
    for (const suite of suites) {
      say(`\nSuite ${suite.name}`);
      let results = await runSuite(suite, options);
      if (again && results.failures > 0) {
        say(`\nSuite ${suite.name}, again`);
        results = afterRunningAgain(suite.name, results, await runAnew(suites, suite, options));
      }
      all.push({ name: suite.name, ...results });
    }
  } finally {
    await workspaces.dispose();
  }
  return all;
}

/** A suite, after the one whose workspace it returns to. */
async function runAnew(suites, suite, options) {
  for (const before of chooseSuites(suites, [suite.name])) {
    if (before === suite) break;
    await runSuite(before, options);
  }
  return runSuite(suite, options);
}

async function runSuite(suite, { host, grep, workspaces, runOn }) {
  const resultsFile = freshResultsFile(`extension-${suite.name}`);
  const env = {
    ATLAS_TEST_SUITE: suite.name,
    ATLAS_TEST_RESULTS: resultsFile,
    ...suite.env,
    ...(grep === undefined ? {} : { ATLAS_TEST_GREP: grep }),
    ...(suite.realAgents ? { ATLAS_TEST_AGENTS: JSON.stringify(await ensureAgentClis()) } : {}),
  };
  const log = logFile(`extension-${suite.name}`);
  try {
    const exitCode = await runOn({ suite, host, opened: await workspaces.open(suite), env, log });
    const results = readResults(resultsFile, { exitCode, mayBeEmpty: grep !== undefined });
    // What kept the tests from running is not among their results.
    if (results.problem !== undefined && exitCode !== 0)
      console.log(`From ${log}:\n${excerpt(log)}`);
    return results;
  } catch (error) {
    // One suite that cannot run must not hide what the others have to say.
    return failedWith(error.message);
  }
}
