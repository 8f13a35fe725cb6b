// npm run l10n: writes l10n/bundle.l10n.json, every sentence that the extension shows, for translators.
//
//   npm run l10n          writes it
//   npm run l10n:check    fails when it is not what would be written
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { bundleFile, bundleText } from './lib/l10nBundle.mjs';

try {
  const text = await bundleText();
  if (!process.argv.includes('--check')) {
    mkdirSync(dirname(bundleFile), { recursive: true });
    writeFileSync(bundleFile, text);
  } else if (!existsSync(bundleFile) || readFileSync(bundleFile, 'utf8') !== text) {
    throw new Error(
      'l10n/bundle.l10n.json is not what the extension says: run `npm run l10n` and commit it.',
    );
  }
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
