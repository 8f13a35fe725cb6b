import * as path from 'node:path';
import { Command } from 'commander';
import { readImport } from '../../core/imports/readImport';
import { importContext, type ImportedContext } from '../../core/operations/importContext';
import { findImport, readImportSource } from '../../node/importFiles';
import { Terminal } from '../terminal';
import { Workplace, type CommonOptions } from '../workplace';
import { columns } from '../../node/words';

export function importCommand(): Command {
  return new Command('import')
    .description('take over a context of the older layout, or of another orchestration')
    .argument(
      '[path]',
      "a context file, or a folder that holds one (default: this folder's older context.json)",
    )
    .action(async (given: string | undefined, options: CommonOptions) => {
      const workplace = Workplace.found(options);
      const file =
        given === undefined
          ? workplace.folder.document('context.json')
          : findImport(path.resolve(given));
      const imported = readImport(readImportSource(file, workplace.folder.shown(file)));
      const result = await workplace.openOrBegin().run(importContext, { imported });
      new Terminal(options).answer(result, importWords(result));
    });
}

function importWords(result: ImportedContext): string {
  const { project, origin, created, added, renumbered, alreadyThere, changed } = result;
  if (!changed) {
    return `Nothing new in ${origin}: all of it is in "${project}" already.`;
  }
  const rows = Object.entries(added)
    .filter(([, count]) => count > 0)
    .map(([kind, count]) => [`${count}`, kind]);
  const ids = renumbered.map(({ from, to }) => [from, `is ${to} here`]);
  return [
    `${created ? `Started the orchestration "${project}" from` : `Imported into "${project}" from`} ${origin}.`,
    ...(rows.length > 0 ? [columns(rows)] : []),
    ...(ids.length > 0 ? [columns(ids)] : []),
    ...(alreadyThere > 0 ? [`${alreadyThere} were here already.`] : []),
  ].join('\n');
}
