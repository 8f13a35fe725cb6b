/** Something wrong, and what the gate that refuses it must say. */
export interface Plant {
  readonly what: string;
  /** Files to write; a path that ends in `+` names one to add to. */
  readonly files: Readonly<Record<string, string>>;
  /** Matches one line of the gate's output. The line names the file. */
  readonly complaint: RegExp;
}

const floating = 'export function forget(work: () => Promise<void>): void {\n  work();\n}\n';

/** By the gate that must refuse it. Other gates may refuse it as well. */
export const PLANTS: Readonly<Record<string, readonly Plant[]>> = {
  typecheck: [
    {
      what: 'process in the page',
      files: { 'src/webview/typeProcess.ts': 'export const here = process.cwd();\n' },
      complaint: /^src\/webview\/typeProcess\.ts\(.*'process'/,
    },
    {
      what: 'node:fs in the core',
      files: { 'src/core/typeNode.ts': "export { existsSync } from 'node:fs';\n" },
      complaint: /^src\/core\/typeNode\.ts\(.*'node:fs'/,
    },
    {
      what: 'process in the core',
      files: { 'src/core/typeProcess.ts': 'export const here = process.cwd();\n' },
      complaint: /^src\/core\/typeProcess\.ts\(.*'process'/,
    },
    {
      what: 'document in the core',
      files: { 'src/core/typeDocument.ts': 'export const title = document.title;\n' },
      complaint: /^src\/core\/typeDocument\.ts\(.*'document'/,
    },
    {
      what: 'a timer in the core',
      files: { 'src/core/typeTimer.ts': 'export const timer = setTimeout(() => undefined, 1);\n' },
      complaint: /^src\/core\/typeTimer\.ts\(.*'setTimeout'/,
    },
    {
      what: 'the node folder in the core',
      files: { 'src/core/typeUpwards.ts': "export { pause } from '../node/atomicFile';\n" },
      complaint: /^src\/core\/typeUpwards\.ts\(.*atomicFile\.ts' is not listed/,
    },
  ],

  lint: [
    {
      what: 'node:fs in the page',
      files: { 'src/webview/lintNode.ts': "export { existsSync } from 'node:fs';\n" },
      complaint: /^src\/webview\/lintNode\.ts: .*no-restricted-imports.*runs in a browser/,
    },
    {
      what: 'a type of vscode in the page',
      files: { 'src/webview/lintVscode.tsx': "export type { Uri } from 'vscode';\n" },
      complaint: /^src\/webview\/lintVscode\.tsx: .*no-restricted-imports.*Only src\/extension/,
    },
    {
      what: 'the core in the page',
      files: { 'src/webview/lintCore.ts': "export { Atlas } from '../core/atlas';\n" },
      complaint: /^src\/webview\/lintCore\.ts: .*no-restricted-imports.*Not below this folder/,
    },
    {
      what: 'a package in the protocol',
      files: { 'src/protocol/lintZod.ts': "export type { ZodType } from 'zod';\n" },
      complaint: /^src\/protocol\/lintZod\.ts: .*no-restricted-imports.*types and arithmetic/,
    },
    {
      what: 'preact in the extension',
      files: { 'src/extension/host/lintPreact.ts': "export { h } from 'preact';\n" },
      complaint:
        /^src\/extension\/host\/lintPreact\.ts: .*no-restricted-imports.*Only src\/webview/,
    },
    {
      what: 'node:fs in the core',
      files: { 'src/core/lintNode.ts': "export { existsSync } from 'node:fs';\n" },
      complaint: /^src\/core\/lintNode\.ts: .*no-restricted-imports.*The core is pure/,
    },
    {
      what: 'a type of vscode in the core',
      files: { 'src/core/lintVscode.ts': "export type { Uri } from 'vscode';\n" },
      complaint: /^src\/core\/lintVscode\.ts: .*no-restricted-imports.*Only src\/extension/,
    },
    {
      what: 'a package in the core',
      files: { 'src/core/lintPackage.ts': "export type { ParseError } from 'jsonc-parser';\n" },
      complaint: /^src\/core\/lintPackage\.ts: .*no-restricted-imports.*zod and itself only/,
    },
    {
      what: 'Date.now() in the core',
      files: { 'src/core/lintNow.ts': 'export const now = Date.now();\n' },
      complaint: /^src\/core\/lintNow\.ts: no-restricted-syntax: The core has no clock/,
    },
    {
      what: 'new Date() in the core',
      files: { 'src/core/lintDate.ts': 'export const now = new Date();\n' },
      complaint: /^src\/core\/lintDate\.ts: no-restricted-syntax: The core has no clock/,
    },
    {
      what: 'Math.random() in the core',
      files: { 'src/core/lintRandom.ts': 'export const dice = Math.random();\n' },
      complaint: /^src\/core\/lintRandom\.ts: no-restricted-syntax: The core has no randomness/,
    },
    {
      what: 'the named import of zod',
      files: {
        'src/node/lintZod.ts': "import { z } from 'zod';\nexport const Name = z.string();\n",
      },
      complaint: /^src\/node\/lintZod\.ts: no-restricted-syntax: Write `import \* as z/,
    },
    {
      what: 'a barrel',
      files: { 'src/core/lintBarrel.ts': "export * from './errors';\n" },
      complaint: /^src\/core\/lintBarrel\.ts: no-restricted-syntax: No barrel/,
    },
    {
      what: 'a default export',
      files: { 'src/node/lintDefault.ts': 'const nameless = 1;\nexport default nameless;\n' },
      complaint: /^src\/node\/lintDefault\.ts: no-restricted-syntax: No default export/,
    },
    {
      what: 'commander outside the command line',
      files: { 'src/node/lintCommander.ts': "export { Command } from 'commander';\n" },
      complaint: /^src\/node\/lintCommander\.ts: .*no-restricted-imports.*Only src\/cli/,
    },
    {
      what: 'vscode in the command line',
      files: { 'src/cli/lintVscode.ts': "export { version } from 'vscode';\n" },
      complaint: /^src\/cli\/lintVscode\.ts: .*no-restricted-imports.*Only src\/extension/,
    },
    {
      what: 'vscode in the server for agents',
      files: { 'src/mcp/lintVscode.ts': "export { version } from 'vscode';\n" },
      complaint: /^src\/mcp\/lintVscode\.ts: .*no-restricted-imports.*Only src\/extension/,
    },
    {
      what: 'the command line in the server for agents',
      files: { 'src/mcp/lintCli.ts': "export { EXIT } from '../cli/exitCodes';\n" },
      complaint: /^src\/mcp\/lintCli\.ts: .*no-restricted-imports.*Not below this folder/,
    },
    {
      what: 'standard output in the server for agents',
      files: {
        'src/mcp/lintOutput.ts':
          "export function talk(): void {\n  process.stdout.write('words');\n}\n",
      },
      complaint: /^src\/mcp\/lintOutput\.ts: no-restricted-syntax: Standard output belongs to/,
    },
    {
      what: 'the protocol in the extension',
      files: {
        'src/extension/host/lintProtocol.ts':
          "export type { Tool } from '@modelcontextprotocol/server';\n",
      },
      complaint:
        /^src\/extension\/host\/lintProtocol\.ts: .*no-restricted-imports.*Only src\/mcp speaks/,
    },
    {
      what: 'the command line in the extension',
      files: { 'src/extension/host/lintCli.ts': "export { EXIT } from '../../cli/exitCodes';\n" },
      complaint:
        /^src\/extension\/host\/lintCli\.ts: .*no-restricted-imports.*Not below this folder/,
    },
    {
      what: 'any',
      files: { 'src/node/lintAny.ts': 'export type Whatever = any;\n' },
      complaint: /^src\/node\/lintAny\.ts: .*no-explicit-any/,
    },
    {
      what: 'a floating promise',
      files: { 'src/node/lintFloating.ts': floating },
      complaint: /^src\/node\/lintFloating\.ts: .*no-floating-promises/,
    },
    {
      what: 'a floating promise in a test',
      files: { 'test/node/lintFloating.test.ts': floating },
      complaint: /^test\/node\/lintFloating\.test\.ts: .*no-floating-promises/,
    },
    {
      what: 'console in the source',
      files: { 'src/cli/lintConsole.ts': "console.log('words');\nexport const said = true;\n" },
      complaint: /^src\/cli\/lintConsole\.ts: no-console/,
    },
    {
      what: '==',
      files: { 'src/core/lintEquals.ts': "export const isA = (a: string): boolean => a == 'a';\n" },
      complaint: /^src\/core\/lintEquals\.ts: eqeqeq/,
    },
    {
      what: 'a file of more than 400 lines',
      files: { 'src/core/lintLong.ts': `${'// More.\n'.repeat(400)}export const long = true;\n` },
      complaint: /^src\/core\/lintLong\.ts: max-lines/,
    },
    {
      what: 'a type imported as a value',
      files: {
        'src/core/lintType.ts': "import { Plan } from './ports';\nexport type Plans = Plan[];\n",
      },
      complaint: /^src\/core\/lintType\.ts: .*consistent-type-imports/,
    },
  ],

  'format:check': [
    {
      what: 'a badly formatted file',
      files: { 'src/core/badlyFormatted.ts': 'export const a = "1"\n' },
      complaint: /src\/core\/badlyFormatted\.ts/,
    },
  ],

  boundaries: [
    {
      what: 'a module of Node in the page',
      files: { 'src/webview/edgeNode.ts': "export { existsSync } from 'node:fs';\n" },
      complaint: /webview-imports-preact-and-the-protocol: src\/webview\/edgeNode\.ts/,
    },
    {
      what: 'a type of vscode in the page',
      files: { 'src/webview/edgeVscode.ts': "export type { Uri } from 'vscode';\n" },
      complaint: /webview-imports-preact-and-the-protocol: src\/webview\/edgeVscode\.ts/,
    },
    {
      what: 'the extension in the page',
      files: { 'src/webview/edgeHost.ts': "export { Faults } from '../extension/host/faults';\n" },
      complaint: /webview-imports-preact-and-the-protocol: src\/webview\/edgeHost\.ts/,
    },
    {
      what: 'code of the core in the protocol',
      files: { 'src/protocol/edgeCore.ts': "export { Atlas } from '../core/atlas';\n" },
      complaint: /protocol-runs-nothing-of-the-core: src\/protocol\/edgeCore\.ts/,
    },
    {
      what: 'a type of vscode in the core',
      files: { 'src/core/edgeVscode.ts': "export type { Uri } from 'vscode';\n" },
      complaint: /only-the-extension-imports-vscode: src\/core\/edgeVscode\.ts/,
    },
    {
      what: 'a module of Node in the core',
      files: { 'src/core/edgeNode.ts': "export { existsSync } from 'node:fs';\n" },
      complaint: /core-imports-core-and-zod: src\/core\/edgeNode\.ts/,
    },
    {
      what: 'the command line in the node folder',
      files: { 'src/node/edgeCli.ts': "export { EXIT } from '../cli/exitCodes';\n" },
      complaint: /node-imports-core-and-node: src\/node\/edgeCli\.ts/,
    },
    {
      what: 'the extension in the server for agents',
      files: {
        'src/mcp/edgeExtension.ts': "export { Faults } from '../extension/host/faults';\n",
      },
      complaint: /mcp-imports-core-and-node: src\/mcp\/edgeExtension\.ts/,
    },
    {
      what: 'a type of vscode in the server for agents',
      files: { 'src/mcp/edgeVscode.ts': "export type { Uri } from 'vscode';\n" },
      complaint: /only-the-extension-imports-vscode: src\/mcp\/edgeVscode\.ts/,
    },
    {
      what: 'the server for agents in the node folder',
      files: { 'src/node/edgeMcp.ts': "export { once } from '../mcp/once';\n" },
      complaint: /node-imports-core-and-node: src\/node\/edgeMcp\.ts/,
    },
    {
      what: 'the protocol in the command line',
      files: {
        'src/cli/edgeProtocol.ts': "export type { Tool } from '@modelcontextprotocol/server';\n",
      },
      complaint: /only-mcp-speaks-the-protocol: src\/cli\/edgeProtocol\.ts/,
    },
    {
      what: 'a test in the source',
      files: {
        'src/cli/edgeTest.ts': "export { edge } from '../../test/node/edge';\n",
        'test/node/edge.ts': 'export const edge = 1;\n',
      },
      complaint: /no-tests-in-source: src\/cli\/edgeTest\.ts/,
    },
    {
      what: 'a folder of the extension in its neighbour',
      files: {
        'src/extension/trees/edgeTrees.ts': "export { edge } from '../commands/edgeCommands';\n",
        'src/extension/commands/edgeCommands.ts':
          "export { Atlas as edge } from '../../core/atlas';\n",
      },
      complaint: /no-sideways-imports: src\/extension\/trees\/edgeTrees\.ts/,
    },
    {
      what: 'a folder of the extension in host',
      files: {
        'src/extension/host/edgeHost.ts': "export { edge } from '../trees/edgeShared';\n",
        'src/extension/trees/edgeShared.ts': "export { Atlas as edge } from '../../core/atlas';\n",
      },
      complaint: /no-sideways-imports: src\/extension\/host\/edgeHost\.ts/,
    },
    {
      what: 'a folder of the extension in a file beside extension.ts',
      files: {
        'src/extension/edgeBeside.ts': "export { edge } from './chat/edgeChat';\n",
        'src/extension/chat/edgeChat.ts': "export { Atlas as edge } from '../../core/atlas';\n",
      },
      complaint: /only-extension-ts-sees-all: src\/extension\/edgeBeside\.ts/,
    },
    {
      what: 'a cycle, of types only',
      files: {
        'src/core/edgeA.ts': "import type { B } from './edgeB';\nexport type A = B[];\n",
        'src/core/edgeB.ts': "import type { A } from './edgeA';\nexport type B = A | string;\n",
      },
      complaint: /no-cycles: src\/core\/edge[AB]\.ts/,
    },
    {
      what: 'an orphan',
      files: { 'src/core/edgeOrphan.ts': 'export const alone = true;\n' },
      complaint: /no-orphans: src\/core\/edgeOrphan\.ts/,
    },
  ],

  unused: [
    {
      what: 'an export nobody imports',
      files: { 'src/core/errors.ts+': 'export const PLANTED_EXPORT = 1;\n' },
      complaint: /^PLANTED_EXPORT .*src\/core\/errors\.ts/,
    },
    {
      what: 'a file nobody imports',
      files: { 'src/node/plantedFile.ts': 'export const alone = true;\n' },
      complaint: /^src\/node\/plantedFile\.ts/,
    },
    {
      what: 'a package that is not in package.json',
      files: { 'src/node/words.ts+': "export { default } from 'planted-package';\n" },
      complaint: /^planted-package .*src\/node\/words\.ts/,
    },
  ],

  build: [
    {
      what: 'vscode in the command line, at run time',
      files: { 'src/cli/exitCodes.ts+': "export { version as EDITOR } from 'vscode';\n" },
      complaint: /Could not resolve "vscode"/,
    },
    {
      what: 'vscode in the server for agents, at run time',
      files: { 'src/mcp/once.ts+': "export { version as EDITOR } from 'vscode';\n" },
      complaint: /src\/mcp\/once\.ts/,
    },
    {
      what: 'a module of Node in the page, at run time',
      files: { 'src/webview/page.ts+': "export { existsSync } from 'node:fs';\n" },
      complaint: /Could not resolve "node:fs"/,
    },
  ],
};
