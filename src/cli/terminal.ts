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
  #isClosed = false;

  constructor({ json = false }: { readonly json?: boolean }) {
    this.json = json;
  }

  /** Somebody closed it. It may take no word any more, and who writes would wait for that. */
  close(): void {
    this.#isClosed = true;
  }

  /** @param words what a person reads instead of the data */
  answer(data: unknown, words: string): void {
    this.#write(
      process.stdout,
      this.json ? `${JSON.stringify({ ok: true, data })}\n` : `${plain(words)}\n`,
    );
  }

  /** What a person reads before they have to say something; a program gets the one document that follows. */
  show(words: string): void {
    if (!this.json) {
      this.#write(process.stdout, `${plain(words)}\n`);
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
      this.#write(process.stderr, `${plain(words)}\n`);
    }
  }

  /**
   * What a program printed, beside the answer, also when that is for a machine. Resolves when it was taken, or when
   * nobody takes it any more: who prints without end has to wait for that.
   */
  pass(output: string): Promise<void> {
    return new Promise((resolve) => {
      this.#write(process.stderr, plain(output), resolve);
    });
  }

  /** Says what went wrong and sets the exit code. Faults of our own keep their stack, on stderr. */
  fail(error: unknown): void {
    const { code, message, hint, exit } = explain(error);
    process.exitCode = exit;
    if (this.json) {
      const document = { ok: false, error: { code, message, hint } };
      this.#write(process.stdout, `${JSON.stringify(document)}\n`);
      return;
    }
    this.#write(process.stderr, plain(`atlas: ${message}\n${hint ? `       ${hint}\n` : ''}`));
  }

  #write(stream: NodeJS.WriteStream, text: string, taken?: () => void): void {
    if (this.#isClosed && stream.isTTY) {
      taken?.();
    } else {
      stream.write(text, taken);
    }
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
