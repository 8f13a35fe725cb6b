// The rules of the house that a linter can hold. What may import what is held twice: here, where an
// editor shows it while typing, and in .dependency-cruiser.cjs, which also sees cycles.
import { builtinModules } from 'node:module';
import eslint from '@eslint/js';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

/** Both spellings of Node's own modules: `fs` and `node:fs`. */
const nodeModules = `^(node:|(${builtinModules.filter((name) => !name.startsWith('_')).join('|')})$)`;

/** Patterns for no-restricted-imports. */
const forbid = (regex, message) => ({ regex, message });
const noVscode = forbid('^vscode$', 'Only src/extension may import vscode.');
const noCommander = forbid('^commander$', 'Only src/cli reads command lines.');
const noProtocol = forbid(
  '^@modelcontextprotocol/',
  'Only src/mcp speaks the protocol: load it by node/mcpProgram.ts.',
);
const noPreact = forbid('^preact(/|$)', 'Only src/webview draws with preact.');
const noFolders = (...folders) =>
  forbid(
    `^(\\.\\.?/)+(src/)?(${folders.join('|')})(/|$)`,
    `Not below this folder: ${folders.join(', ')}.`,
  );

/** What reads worse than it has to, everywhere in src and test. */
const houseSyntax = [
  {
    selector: 'ExportDefaultDeclaration',
    message: 'No default export: a name is what people search for.',
  },
  {
    selector: 'ExportAllDeclaration',
    message: 'No barrel: import from the file that has it.',
  },
  {
    // The named import `{ z }` bundles 447 kB, the namespace 84 kB.
    selector: 'ImportDeclaration[source.value="zod"]:not(:has(ImportNamespaceSpecifier))',
    message: "Write `import * as z from 'zod'`: the named import bundles five times as much.",
  },
];

/** The core gets time and randomness through its ports, so that a test can decide both. */
const noClockNorChance = [
  {
    selector: 'MemberExpression[object.name="Date"][property.name="now"]',
    message: 'The core has no clock: take `now` from the Clock port.',
  },
  {
    selector: 'NewExpression[callee.name="Date"][arguments.length=0]',
    message: 'The core has no clock: take `now` from the Clock port.',
  },
  {
    selector: 'CallExpression[callee.name="Date"]',
    message: 'The core has no clock: take `now` from the Clock port.',
  },
  {
    selector: 'MemberExpression[object.name="Math"][property.name="random"]',
    message: 'The core has no randomness: the same state and input give the same events.',
  },
];

/** One word beside the protocol, and the client hangs up. */
const noStandardOutput = [
  {
    selector: 'MemberExpression[object.name="process"][property.name="stdout"]',
    message: 'Standard output belongs to the protocol: write to standard error.',
  },
];

/** Rules of one folder. A later `rules` entry replaces an earlier one whole, so each says all of its own. */
function folder(name, imports, syntax = []) {
  return {
    files: [`src/${name}/**/*.{ts,tsx}`],
    rules: {
      '@typescript-eslint/no-restricted-imports': ['error', { patterns: imports }],
      'no-restricted-syntax': ['error', ...houseSyntax, ...syntax],
    },
  };
}

export default defineConfig(
  globalIgnores(['dist/', 'out/', '.vscode-test/', 'test/fixtures/']),
  { linterOptions: { reportUnusedDisableDirectives: 'error', reportUnusedInlineConfigs: 'error' } },
  eslint.configs.recommended,

  {
    files: ['src/**/*.{ts,tsx}', 'test/**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      eqeqeq: 'error',
      'max-lines': ['error', { max: 400 }],
      'no-restricted-syntax': ['error', ...houseSyntax],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-import-type-side-effects': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      // A number in a sentence reads as itself; `String(count)` around it says nothing more.
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // `() => listener()` is how a callback that returns nothing is written.
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      // For text, `||` is meant: an environment variable that is set to nothing was not set.
      '@typescript-eslint/prefer-nullish-coalescing': [
        'error',
        { ignorePrimitives: { string: true } },
      ],
      // A leading underscore says: left out on purpose (`const { id: _id, ...rest } = task`).
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_' },
      ],
    },
  },

  { files: ['src/**/*.{ts,tsx}'], rules: { 'no-console': 'error' } },
  folder(
    'core',
    [
      noVscode,
      forbid(nodeModules, 'The core is pure: it reaches the machine through ports.ts.'),
      forbid('^(?!\\.|zod$)', 'The core imports zod and itself only.'),
      noFolders('node', 'cli', 'mcp', 'protocol', 'extension', 'webview', 'test'),
    ],
    noClockNorChance,
  ),
  folder('node', [
    noVscode,
    noCommander,
    noProtocol,
    noPreact,
    noFolders('cli', 'mcp', 'protocol', 'extension', 'webview', 'test'),
  ]),
  folder('cli', [
    noVscode,
    noProtocol,
    noPreact,
    noFolders('mcp', 'protocol', 'extension', 'webview', 'test'),
  ]),
  folder(
    'mcp',
    [noVscode, noCommander, noPreact, noFolders('cli', 'protocol', 'extension', 'webview', 'test')],
    noStandardOutput,
  ),
  folder('extension', [
    noCommander,
    noProtocol,
    noPreact,
    noFolders('cli', 'mcp', 'webview', 'test'),
  ]),
  folder('protocol', [
    forbid('^(?!\\.)', 'The protocol is types and arithmetic: it imports nothing from elsewhere.'),
    noFolders('node', 'cli', 'mcp', 'extension', 'webview', 'test'),
  ]),
  folder('webview', [
    noVscode,
    forbid(nodeModules, 'The page runs in a browser.'),
    forbid('^(?!\\.|preact(/|$))', 'The page imports preact and the protocol only.'),
    noFolders('core', 'node', 'cli', 'mcp', 'extension', 'test'),
  ]),
  {
    files: ['src/extension/**/*.ts', 'test/extension/**/*.ts'],
    rules: {
      // VS Code takes whatever has the shape of its classes; an emitter is a Disposable without being one.
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
    },
  },
  {
    files: ['test/**/*.ts'],
    rules: {
      // `import Mocha = require('mocha')` is how a class behind `export =` is imported whole.
      '@typescript-eslint/no-require-imports': ['error', { allowAsImport: true }],
      // A module whose address is computed has no import to take its type from.
      '@typescript-eslint/consistent-type-imports': ['error', { disallowTypeAnnotations: false }],
    },
  },

  {
    files: ['**/*.{js,mjs,cjs}'],
    languageOptions: {
      globals: Object.fromEntries(
        [
          ...['process', 'console', 'performance', 'Buffer', 'URL', 'URLSearchParams', 'fetch'],
          ...['AbortController', 'AbortSignal', 'TextDecoder', 'TextEncoder', 'structuredClone'],
          ...['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'setImmediate'],
        ].map((name) => [name, 'readonly']),
      ),
    },
    rules: { eqeqeq: 'error' },
  },
  {
    files: ['**/*.cjs', 'esbuild.js'],
    languageOptions: { sourceType: 'commonjs' },
  },
  {
    // Types for the scripts that tests import; they belong to no project of their own.
    files: ['scripts/**/*.d.mts'],
    extends: [tseslint.configs.strict],
  },
);
