import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { OrchestrationFolder } from '../../../src/node/orchestrationFolder';
import { SAMPLE_FOLDER } from '../../core/support/sample';

/** A fresh folder for each test of the suite, gone afterwards. Its name has blanks, as people's folders do. */
export function useTemporaryFolder(): () => string {
  let folder = '';
  beforeEach(() => {
    folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'atlas test ')));
  });
  afterEach(() => {
    fs.rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  });
  return () => folder;
}

/** A workspace folder, and how to have it again as it was at first, for many runs within one test. */
export interface SampleFolder {
  (): OrchestrationFolder;
  readonly reset: () => void;
}

/** A fresh workspace folder for each test, with the context of the process document in it. */
export function useSample(): SampleFolder {
  const folder = useTemporaryFolder();
  const copy = (): void => fs.cpSync(SAMPLE_FOLDER, folder(), { recursive: true });
  beforeEach(copy);
  return Object.assign(() => new OrchestrationFolder(folder()), {
    reset: () => {
      fs.rmSync(path.join(folder(), '.atlas'), { recursive: true, force: true });
      copy();
    },
  });
}

/** Every file below a folder with its text, by its path with forward slashes. */
export function filesBelow(folder: string): Record<string, string> {
  const names = fs.readdirSync(folder, { recursive: true, encoding: 'utf8' });
  const files = names.filter((name) => fs.lstatSync(path.join(folder, name)).isFile()).sort();
  return Object.fromEntries(
    files.map((name) => [
      name.split(path.sep).join('/'),
      fs.readFileSync(path.join(folder, name), 'latin1'),
    ]),
  );
}
