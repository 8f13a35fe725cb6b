// npm run test:soak: the suites that shake the store, each as long as one has patience for.
import { compile } from './lib/build.mjs';
import { ensureDependencies } from './lib/dependencies.mjs';
import { runMocha } from './lib/mochaRun.mjs';
import { Stages } from './lib/stages.mjs';

/** What of the tests does more with ATLAS_SOAK set; see test/node/support/soak.ts. */
const suites = {
  'Branches of a journal': ['core/journal', 'branches of a journal'],
  'The store against a model': ['node', 'two windows, a program without our lock, and accidents'],
  'Killed writers': ['node', 'a writer that is killed'],
  'Many programs at once': ['node', 'many programs at once'],
  'Faults of the file system': ['node', 'a fault of the file system'],
  'Harmed files': ['node', 'an orchestration that was harmed'],
  'Merges by git': ['node', 'two clones whose journals git merges'],
  'The lock': ['node', 'FileLock'],
};

process.env.ATLAS_SOAK = '1';
process.env.ATLAS_SOAK_RUNS ??= '2000';

const stages = new Stages();
await stages.run('Dependencies', () => ensureDependencies());
if (await stages.run('Build', compile)) {
  for (const [name, [folder, grep]] of Object.entries(suites)) {
    await stages.run(name, async () => {
      const limits = { timeoutMs: 60_000, limitMs: 3_600_000 };
      const results = await runMocha(`soak-${name.replaceAll(' ', '-')}`, [folder], {
        ...limits,
        grep,
      });
      const problem = results.passes + results.failures === 0 ? 'No test ran.' : results.problem;
      stages.add(name, {
        ...results,
        failures: problem ? results.failures || 1 : results.failures,
        problem,
      });
    });
  }
}
stages.finish();
