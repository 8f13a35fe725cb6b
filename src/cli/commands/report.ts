import { Command, Option } from 'commander';
import { AtlasError } from '../../core/errors';
import { REPORT_STATUSES, reportAgent } from '../../core/operations/reportAgent';
import { several } from '../arguments';
import { given, givenEach } from '../standardInput';
import { Terminal } from '../terminal';
import { Workplace, type CommonOptions } from '../workplace';

interface ReportOptions extends CommonOptions {
  readonly agent?: string;
  readonly status?: (typeof REPORT_STATUSES)[number];
  readonly summary: string;
  readonly evidence?: string[];
  readonly file?: string[];
}

export function reportCommand(): Command {
  return new Command('report')
    .description('report what came back from a mission')
    .option('--agent <id>', 'the agent that reports (default: $ATLAS_AGENT_ID)')
    .addOption(
      new Option('--status <status>', 'how it ended').choices(REPORT_STATUSES).default('success'),
    )
    .requiredOption('--summary <text>', 'what came back, in a few sentences')
    .option('--evidence <text>', 'what shows it (repeatable)', several)
    .option('--file <path>', 'a file made or changed (repeatable)', several)
    .action(async (options: ReportOptions) => {
      const agent = options.agent ?? process.env['ATLAS_AGENT_ID'];
      if (agent === undefined || agent === '') {
        throw new AtlasError('agentNotNamed');
      }
      const { status, file: files } = options;
      const summary = await given(options.summary);
      const evidence = await givenEach(options.evidence);
      const reported = await Workplace.found(options)
        .open()
        .run(reportAgent, { agent, status, summary, evidence, files });
      new Terminal(options).answer(reported, `${reported.id} reported ${status ?? 'success'}.`);
    });
}
