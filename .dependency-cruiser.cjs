// Who may import whom, types included. ARCHITECTURE.md draws the same picture.
//
// `vscode` is a package without code: its import resolves to @types/vscode, and a rule about '^vscode$'
// would match nothing. Both spellings stand below in case that changes.

const VSCODE = ['(^|/)node_modules/@types/vscode/', '^vscode$'];
const packages = (...names) => names.map((name) => `(^|/)node_modules/(@types/)?${name}/`);

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'core-imports-core-and-zod',
      comment: 'The core is pure: it reaches the machine through its ports.',
      severity: 'error',
      from: { path: '^src/core/' },
      to: { pathNot: ['^src/core/', ...packages('zod')] },
    },
    {
      name: 'node-imports-core-and-node',
      comment: 'The node folder implements the ports; it knows no surface.',
      severity: 'error',
      from: { path: '^src/node/' },
      to: { path: '^src/', pathNot: '^src/(core|node)/' },
    },
    {
      name: 'cli-imports-core-and-node',
      severity: 'error',
      from: { path: '^src/cli/' },
      to: { path: '^src/', pathNot: '^src/(core|node|cli)/' },
    },
    {
      name: 'mcp-imports-core-and-node',
      severity: 'error',
      from: { path: '^src/mcp/' },
      to: { path: '^src/', pathNot: '^src/(core|node|mcp)/' },
    },
    {
      name: 'extension-imports-core-and-node',
      severity: 'error',
      from: { path: '^src/extension/' },
      to: { path: '^src/', pathNot: '^src/(core|node|protocol|extension)/' },
    },
    {
      name: 'protocol-imports-types-of-the-core',
      comment: 'What a page and its host say to each other. Nothing of it is more than data.',
      severity: 'error',
      from: { path: '^src/protocol/' },
      to: { pathNot: '^src/(core|protocol)/' },
    },
    {
      name: 'protocol-runs-nothing-of-the-core',
      severity: 'error',
      from: { path: '^src/protocol/' },
      to: { path: '^src/core/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'webview-imports-preact-and-the-protocol',
      comment:
        'The page runs in a browser: no Node, no vscode, and none of the core in its bundle.',
      severity: 'error',
      from: { path: '^src/webview/' },
      to: { pathNot: ['^src/(webview|protocol)/', ...packages('preact')] },
    },
    {
      name: 'only-the-webview-draws-with-preact',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/webview/' },
      to: { path: packages('preact') },
    },
    {
      name: 'only-the-cli-reads-command-lines',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/cli/' },
      to: { path: packages('commander') },
    },
    {
      name: 'only-mcp-speaks-the-protocol',
      comment: 'It is half a megabyte, in a bundle of its own: see node/mcpProgram.ts.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/mcp/' },
      to: { path: packages('@modelcontextprotocol') },
    },
    {
      name: 'only-the-extension-imports-vscode',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/extension/' },
      to: { path: VSCODE },
    },
    {
      name: 'no-sideways-imports',
      comment:
        'The folders of the extension meet in core/atlas.ts and in host/; host/ knows none of them.',
      severity: 'error',
      from: { path: '^src/extension/([^/]+)/' },
      to: { path: '^src/extension/[^/]+/', pathNot: '^src/extension/($1|host)/' },
    },
    {
      name: 'only-extension-ts-sees-all',
      comment: 'Files beside extension.ts are shared by the folders, so they know none but host/.',
      severity: 'error',
      from: { path: '^src/extension/[^/]+$', pathNot: '^src/extension/extension\\.ts$' },
      to: { path: '^src/extension/[^/]+/', pathNot: '^src/extension/host/' },
    },
    {
      name: 'nothing-imports-an-entry-point',
      severity: 'error',
      from: {},
      to: { path: '^src/(extension/extension|cli/main|mcp/main|webview/dashboard)\\.tsx?$' },
    },
    {
      name: 'no-tests-in-source',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^(test|scripts)/' },
    },
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-orphans',
      comment: 'A file that imports nothing and is imported by nobody.',
      severity: 'error',
      from: {
        orphan: true,
        path: '^src/',
        pathNot: '^src/(extension/extension|cli/main|mcp/main|webview/dashboard)\\.tsx?$',
      },
      to: {},
    },
    {
      name: 'resolvable',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '^vscode$' },
    },
  ],
  options: {
    doNotFollow: { path: '(^|/)node_modules/' },
    // The compiled and bundled output repeats every import.
    exclude: { path: '^(dist|out)/' },
    // Imports of types bind folders together as well.
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    // A package may say where it is to be entered in its `exports` only.
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default'],
    },
  },
};
