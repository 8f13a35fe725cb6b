// What the suite `large` measures in the extension host of a real VS Code, with as much as the screens have to carry.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { runExtensionSuites } from '../../scripts/lib/extensionSuites.mjs';
import { chooseHost } from '../../scripts/lib/host.mjs';
import { suites } from '../../test/extension/suites.mjs';
import { LARGE } from './longHistory.mjs';

/** @param say what is going on */
export async function measureRealWindow(say) {
  const folder = mkdtempSync(join(tmpdir(), 'atlas-bench-'));
  const file = join(folder, 'measures.json');
  const suite = suites.find(({ name }) => name === 'large');
  try {
    const [{ failures, problem }] = await runExtensionSuites(
      [{ ...suite, holds: LARGE, env: { ATLAS_TEST_MEASURES: file, ATLAS_TEST_UNBOUND: 'yes' } }],
      await chooseHost({ say }),
      { say },
    );
    if (failures > 0) {
      throw new Error(`The window could not be measured: ${problem ?? 'see above'}`);
    }
    return { holds: LARGE, load: loadavg()[0], ...JSON.parse(readFileSync(file, 'utf8')) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
