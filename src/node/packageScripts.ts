import * as fs from 'node:fs';
import * as path from 'node:path';

/** The scripts of the package.json in a folder, by name; none where there is none, or it cannot be read. */
export function packageScripts(root: string): Record<string, string> {
  try {
    const found: unknown = JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf8'));
    const { scripts } = found as { scripts?: unknown };
    return Object.fromEntries(
      Object.entries(scripts as Record<string, unknown>).filter(
        (entry): entry is [string, string] => typeof entry[1] === 'string',
      ),
    );
  } catch {
    return {};
  }
}
