import { CommanderError } from 'commander';
import { buildProgram } from './program';
import { EXIT } from './exitCodes';
import { Terminal } from './terminal';

// A reader that has seen enough (`atlas list | head`) is no fault. Who waits for an agent's end, and so listens
// to signals, stays to record it.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') {
    if (process.listenerCount('SIGTERM') === 0) {
      process.exit(EXIT.ok);
    }
    return;
  }
  process.stderr.write(`atlas: The answer could not be written: ${error.message}\n`);
  process.exitCode = EXIT.failed;
});

// A terminal that was closed takes no more words; what is to be done is done all the same.
process.stderr.on('error', () => undefined);

// Inside VS Code this program runs in the editor's own Node; what it starts must not.
delete process.env['ELECTRON_RUN_AS_NODE'];

// What stands after `--` belongs to the agent's program.
const programAt = process.argv.indexOf('--');
const ownArguments = programAt < 0 ? process.argv : process.argv.slice(0, programAt);
const terminal = new Terminal({ json: ownArguments.includes('--json') });

buildProgram(terminal, process.argv.slice(2))
  .then((program) => program.parseAsync())
  .catch((error: unknown) => {
    if (error instanceof CommanderError && error.exitCode === 0) {
      terminal.answerHelp();
    } else {
      terminal.fail(error);
    }
  });
