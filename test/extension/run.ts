import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { format } from 'node:util';
import Mocha = require('mocha');
import ResultsReporter = require('../support/resultsReporter');

/**
 * What VS Code calls inside its extension host to run the tests. It takes no arguments, so the runner says in the
 * environment which suite it is: the name of a folder beside this file.
 */
export async function run(): Promise<void> {
  const suite = process.env['ATLAS_TEST_SUITE'];
  if (suite === undefined) throw new Error('ATLAS_TEST_SUITE does not say which suite to run.');

  const mocha = new Mocha({ ui: 'bdd', timeout: 20_000, reporter: ResultsReporter, color: false });
  const grep = process.env['ATLAS_TEST_GREP'];
  if (grep !== undefined) mocha.grep(grep);

  // On the server our output reaches the runner among everything else VS Code logs; the mark tells them apart.
  const mark = process.env['ATLAS_TEST_MARK'];
  if (mark !== undefined)
    Mocha.reporters.Base.consoleLog = (...args: unknown[]) => console.log(mark + format(...args));

  const folder = join(__dirname, suite);
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  for (const file of files.filter((name) => name.endsWith('.test.js')).sort())
    mocha.addFile(join(folder, file));

  const failures = await new Promise<number>((resolve) => {
    mocha.run(resolve);
  });
  if (failures > 0) throw new Error(`${failures} failed in the suite "${suite}".`);
}
