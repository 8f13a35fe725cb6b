import * as path from 'node:path';
import { Command } from 'commander';
import { AtlasError } from '../../core/errors';
import { exportPage } from '../../core/documents/exportPage';
import { rememberedInsights } from '../../core/queries/rememberedInsights';
import { sessionHistory } from '../../core/queries/sessionHistory';
import { errorCode, replaceFile } from '../../node/atomicFile';
import { reasonOf } from '../../node/faultReasons';
import { systemClock } from '../../node/systemClock';
import { Terminal } from '../terminal';
import { Workplace, type CommonOptions } from '../workplace';

interface ExportOptions extends CommonOptions {
  readonly output?: string;
}

export function exportCommand(): Command {
  return new Command('export')
    .description('write the whole orchestration as one Markdown report')
    .option('--output <file>', 'the file to write (default: standard output)')
    .action((options: ExportOptions) => {
      const { context, history } = Workplace.found(options).view();
      const records = history();
      const text = exportPage(context, {
        insights: rememberedInsights(context, records),
        sessions: sessionHistory(context, records),
        now: systemClock.now(),
      });
      const terminal = new Terminal(options);
      if (options.output === undefined) {
        terminal.answer({ text }, text.trimEnd());
        return;
      }
      const file = path.resolve(options.output);
      write(file, text);
      terminal.answer({ file }, `Wrote ${file}`);
    });
}

function write(file: string, text: string): void {
  try {
    replaceFile(file, text);
  } catch (error) {
    const detail = errorCode(error) === 'ENOENT' ? 'there is no such folder' : reasonOf(error);
    const params = { file, detail };
    throw new AtlasError('fileUnwritable', params, { cause: error });
  }
}
