// Every sentence that the extension shows, from its source: what translators are given.
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { build } from 'esbuild';
import { format, resolveConfig } from 'prettier';
import ts from 'typescript';
import { repoRoot } from './paths.mjs';

export const bundleFile = join(repoRoot, 'l10n', 'bundle.l10n.json');

/** What is no literal is a template of the core, and called so: see `coreSentences`. */
const template = 'template';

/** The text of l10n/bundle.l10n.json as it should be. */
export async function bundleText() {
  const sentences = [...literals(), ...(await coreSentences())].sort();
  const bundle = Object.fromEntries(sentences.map((sentence) => [sentence, sentence]));
  const options = await resolveConfig(bundleFile);
  return format(JSON.stringify(bundle), { ...options, filepath: bundleFile });
}

/** The first arguments of all calls of `l10n.t`. */
function literals() {
  const folder = join(repoRoot, 'src', 'extension');
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  const found = new Set();
  for (const name of names.filter((each) => each.endsWith('.ts'))) {
    const file = join(folder, name);
    const source = ts.createSourceFile(
      file,
      readFileSync(file, 'utf8'),
      ts.ScriptTarget.Latest,
      true,
    );
    const visit = (node) => {
      if (isTranslation(node)) {
        const [first] = node.arguments;
        if (ts.isStringLiteralLike(first)) found.add(first.text);
        else if (first.getText() !== template)
          throw new Error(
            `${relative(repoRoot, file)}: l10n.t needs a literal, not ${first.getText()}`,
          );
      }
      ts.forEachChild(node, visit);
    };
    visit(source);
  }
  return found;
}

function isTranslation(node) {
  return (
    ts.isCallExpression(node) &&
    ts.isPropertyAccessExpression(node.expression) &&
    node.expression.name.text === 't' &&
    node.expression.expression.getText().endsWith('l10n') &&
    node.arguments.length > 0
  );
}

/** What the core says of each fault, and of programs that ask something first, before anything is filled in. */
async function coreSentences() {
  const contents = `
    export { AtlasError, ERROR_CODES } from './src/core/errors';
    export { errorText } from './src/core/errorText';
    export { firstRunWords } from './src/core/launch/firstRunWords';`;
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: repoRoot, loader: 'ts' },
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'node',
    logLevel: 'error',
  });
  const code = Buffer.from(outputFiles[0].contents).toString('base64');
  const core = await import(`data:text/javascript;base64,${code}`);
  const found = new Set();
  const collect = (sentence) => {
    found.add(sentence);
    return sentence;
  };
  for (const each of core.ERROR_CODES) core.errorText(new core.AtlasError(each), collect);
  for (const each of ['signIn', 'trust', 'onboarding']) core.firstRunWords(each, 'claude', collect);
  return found;
}
