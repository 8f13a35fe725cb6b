import { Command } from 'commander';
import { examine, repair, type Finding } from '../../node/doctor';
import { setUnionMerge, unionMergeIsSet } from '../../node/git/mergeAttributes';
import { EXIT } from '../exitCodes';
import { Terminal } from '../terminal';
import { Workplace, type CommonOptions } from '../workplace';

interface Options extends CommonOptions {
  readonly repair?: boolean;
  readonly git?: boolean;
}

/** atlas doctor: what the files of the orchestration are like, and mending them. */
export function doctorCommand(): Command {
  return new Command('doctor')
    .description('look whether journal, context and documents are whole; mend them with --repair')
    .option(
      '--repair',
      'mend what is damaged; the damaged files are kept in .atlas/orchestrator/local/kept',
    )
    .option('--git', 'have git merge journals line by line: writes .atlas/.gitattributes')
    .action(async (options: Options) => {
      const workplace = Workplace.found(options);
      const { folder } = workplace;
      const slug = workplace.chosen();
      if (options.git) {
        setUnionMerge(folder);
      }
      const mended = options.repair ? await repair(folder, slug) : { done: [], kept: [] };
      const findings = [...examine(folder, slug), ...(await gitFindings(folder))];
      const damaged = findings.some(({ level }) => level === 'damage');
      if (damaged) {
        process.exitCode = EXIT.invalidData;
      }
      new Terminal(options).answer(
        { healthy: !damaged, findings, repaired: mended.done, kept: mended.kept },
        [
          ...mended.done,
          ...mended.kept.map((file) => `Kept as it was: ${file}`),
          ...findings.map(words),
          damaged
            ? 'Run "atlas doctor --repair" to mend this; the damaged files are kept.'
            : 'Nothing is damaged.',
        ].join('\n'),
      );
    });
}

const MARKS: Record<Finding['level'], string> = { ok: 'ok    ', note: 'note  ', damage: 'DAMAGE' };

function words({ level, file, message }: Finding): string {
  return `${MARKS[level]}  ${file}: ${message}`;
}

async function gitFindings(folder: Workplace['folder']): Promise<Finding[]> {
  return (await unionMergeIsSet(folder)) === false
    ? [
        {
          level: 'note',
          file: '.atlas/.gitattributes',
          message:
            'git does not know that journals are merged line by line; "atlas doctor --git" tells it.',
        },
      ]
    : [];
}
