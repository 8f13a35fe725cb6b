import { spawn } from 'node:child_process';
import * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';

const repoRoot = path.join(__dirname, '..', '..', '..', '..');

/** What is generated, downloaded or of no concern to a gate. */
const LEFT_OUT = new Set(['.git', '.vscode-test', 'dist', 'examples', 'node_modules', 'out']);

export interface GateResult {
  readonly passed: boolean;
  readonly lines: readonly string[];
}

interface LintResult {
  readonly filePath: string;
  readonly messages: readonly { readonly ruleId: string | null; readonly message: string }[];
}

/** A copy of the sources and of everything that checks them, to do wrong in. */
export class RepositoryCopy {
  readonly root: string;

  constructor() {
    // Tools print real paths, and on some systems the temporary folder is a link.
    this.root = fs.realpathSync(fs.mkdtempSync(path.join(tmpdir(), 'atlas-gates-')));
    for (const name of fs.readdirSync(repoRoot).filter((entry) => !LEFT_OUT.has(entry))) {
      fs.cpSync(path.join(repoRoot, name), path.join(this.root, name), { recursive: true });
    }
    // A junction, because Windows lets only administrators make other links.
    const packages = path.join(repoRoot, 'node_modules');
    fs.symlinkSync(packages, path.join(this.root, 'node_modules'), 'junction');
  }

  /** Writes files; a path that ends in `+` names a file to add to. */
  plant(files: Readonly<Record<string, string>>): void {
    for (const [name, text] of Object.entries(files)) {
      const file = path.join(this.root, name.replace(/\+$/, ''));
      fs.mkdirSync(path.dirname(file), { recursive: true });
      if (name.endsWith('+')) {
        fs.appendFileSync(file, text);
      } else {
        fs.writeFileSync(file, text);
      }
    }
  }

  /** Runs several scripts at once. */
  async runAll(scripts: readonly string[]): Promise<Map<string, GateResult>> {
    return new Map(
      await Promise.all(scripts.map(async (script) => [script, await this.run(script)] as const)),
    );
  }

  /** Runs a script of package.json as npm would, with more arguments if need be. */
  async run(script: string, ...args: string[]): Promise<GateResult> {
    const manifest = fs.readFileSync(path.join(this.root, 'package.json'), 'utf8');
    const { scripts } = JSON.parse(manifest) as { scripts: Partial<Record<string, string>> };
    const commandLine = scripts[script];
    if (commandLine === undefined) {
      throw new Error(`package.json has no script ${script}`);
    }
    const { code, out, err } = await this.#runShell(
      [commandLine, ...(script === 'lint' ? ['--format json'] : args)].join(' '),
    );
    const lines = script === 'lint' && out !== '' ? this.#lintLines(out) : linesOf(out);
    return { passed: code === 0, lines: [...lines, ...linesOf(err)].filter((line) => line !== '') };
  }

  dispose(): void {
    // The link first, so that nothing follows it.
    fs.rmSync(path.join(this.root, 'node_modules'), { force: true });
    fs.rmSync(this.root, { recursive: true, force: true, maxRetries: 5 });
  }

  /** ESLint names a file once, above its findings: here each line names its file. */
  #lintLines(output: string): string[] {
    const results = JSON.parse(output) as LintResult[];
    return results.flatMap(({ filePath, messages }) => {
      const file = path.relative(this.root, filePath).split(path.sep).join('/');
      return messages.map(({ ruleId, message }) => `${file}: ${ruleId ?? 'fault'}: ${message}`);
    });
  }

  #runShell(commandLine: string): Promise<{ code: number | null; out: string; err: string }> {
    const pathName = Object.keys(process.env).find((key) => key.toUpperCase() === 'PATH') ?? 'PATH';
    const bin = path.join(this.root, 'node_modules', '.bin');
    const env = { ...process.env, [pathName]: [bin, process.env[pathName]].join(path.delimiter) };
    const child = spawn(commandLine, { cwd: this.root, env, shell: true });
    const out: Buffer[] = [];
    const err: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => err.push(chunk));
    return new Promise((resolve, reject) => {
      child.once('error', reject);
      child.once('close', (code) => {
        resolve({ code, out: Buffer.concat(out).toString(), err: Buffer.concat(err).toString() });
      });
    });
  }
}

/** On Windows some tools print paths with backslashes. */
function linesOf(output: string): string[] {
  return output.replaceAll('\\', '/').split(/\r?\n/);
}
