import { CommanderError } from 'commander';
import { harmless } from '../core/documents/harmless';
import { AtlasError } from '../core/errors';
import { errorText } from '../core/errorText';
import { EXIT, exitCodeOf } from './exitCodes';

/**
 * What the command line says: data on standard output, talk on standard error. With `--json`, standard
 * output is exactly one document, `{"ok":true,"data":…}` or `{"ok":false,"error":{code,message,hint}}`.
 */
export class Terminal {
  readonly json: boolean;
  #help = '';

  constructor({ json = false }: { readonly json?: boolean }) {
    this.json = json;
  }

  /** @param words what a person reads instead of the data */
  answer(data: unknown, words: string): void {
    process.stdout.write(
      this.json ? `${JSON.stringify({ ok: true, data })}\n` : `${plain(words)}\n`,
    );
  }

  /** What a person reads before they have to say something; a program gets the one document that follows. */
  show(words: string): void {
    if (!this.json) {
      process.stdout.write(`${plain(words)}\n`);
    }
  }

  /** Help comes in pieces. */
  addHelp(text: string): void {
    this.#help += text;
  }

  answerHelp(): void {
    const text = this.#help.trimEnd();
    this.answer({ text }, text);
  }

  /** Words beside the answer; a program that asked for JSON does not read them. */
  talk(words: string): void {
    if (!this.json) {
      process.stderr.write(`${plain(words)}\n`);
    }
  }

  /** What a program printed, beside the answer, also when that is for a machine. */
  pass(output: string): void {
    process.stderr.write(plain(output));
  }

  /** Says what went wrong and sets the exit code. Faults of our own keep their stack, on stderr. */
  fail(error: unknown): void {
    const { code, message, hint, exit } = explain(error);
    process.exitCode = exit;
    if (this.json) {
      const document = { ok: false, error: { code, message, hint } };
      process.stdout.write(`${JSON.stringify(document)}\n`);
      return;
    }
    process.stderr.write(plain(`atlas: ${message}\n${hint ? `       ${hint}\n` : ''}`));
  }
}

/** What agents and files say; a carriage return of its own would write over what stands before it. */
function plain(words: string): string {
  return harmless(words.replace(/\r\n/g, '\n')).replace(/\r/g, '\uFFFD');
}

function explain(error: unknown): { code: string; message: string; hint: string; exit: number } {
  if (error instanceof AtlasError) {
    return { code: error.code, ...errorText(error), exit: exitCodeOf(error.code) };
  }
  if (error instanceof CommanderError) {
    const message =
      error.code === 'commander.help' ? 'Say what to do.' : error.message.replace(/^error: /, '');
    return { code: 'usage', message, hint: 'See atlas --help.', exit: EXIT.usage };
  }
  const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
  const hint = 'This is a fault of Atlas itself. Please report it with the lines above.';
  return { code: 'internal', message, hint, exit: EXIT.failed };
}
