// Bundles the programs we ship. The command line and the server for agents are bundled without
// `external: ['vscode']`, so that an import of vscode anywhere below the extension folder breaks the build;
// the page of the dashboard is bundled for a browser, which has neither vscode nor Node.
const esbuild = require('esbuild');
const { version } = require('./package.json');

const production = process.argv.includes('--production');
const watch = process.argv.includes('--watch');

/**
 * Parts of Node that take milliseconds to load are loaded when something of theirs is used for the first
 * time, not when a file that names them is: most commands use none of them.
 * @type {import('esbuild').Plugin}
 */
const slowPartsOfNode = {
  name: 'slow-parts-of-node',
  setup(build) {
    const names = /^(?:node:)?(child_process|crypto|zlib|worker_threads)$/;
    build.onResolve({ filter: names }, ({ path, namespace }) =>
      namespace === 'slow' ? { path, external: true } : { path, namespace: 'slow' },
    );
    build.onLoad({ filter: names, namespace: 'slow' }, ({ path }) => {
      const getters = Object.keys(require(path)).map(
        (name) => `get ${name}() { return require('${path}').${name}; }`,
      );
      return { contents: `module.exports = { ${getters.join(', ')} };` };
    });
  },
};

/** @type {import('esbuild').BuildOptions} */
const shared = {
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  // Some packages' `main` is UMD, which hides its own parts from a bundler.
  mainFields: ['module', 'main'],
  minify: production,
  sourcemap: !production,
  sourcesContent: false,
  legalComments: 'none',
  logLevel: 'warning',
};

/** @type {import('esbuild').BuildOptions[]} */
const bundles = [
  {
    ...shared,
    entryPoints: ['src/extension/extension.ts'],
    outfile: 'dist/extension.cjs',
    external: ['vscode'],
    define: { ATLAS_VERSION: JSON.stringify(version) },
  },
  {
    ...shared,
    entryPoints: ['src/node/threadProgram.ts'],
    outfile: 'dist/thread.cjs',
  },
  {
    ...shared,
    entryPoints: ['src/cli/start.ts'],
    outfile: 'dist/cli.cjs',
    banner: { js: '#!/usr/bin/env node' },
  },
  {
    ...shared,
    entryPoints: ['src/cli/main.ts'],
    outfile: 'dist/program.cjs',
    define: { ATLAS_VERSION: JSON.stringify(version) },
    plugins: [slowPartsOfNode],
    // It is compiled again and again, and a person reads src instead.
    minify: true,
    sourcemap: false,
  },
  {
    ...shared,
    entryPoints: ['src/mcp/main.ts'],
    outfile: 'dist/mcp.cjs',
    define: { ATLAS_VERSION: JSON.stringify(version) },
    plugins: [slowPartsOfNode],
    minify: true,
    sourcemap: false,
  },
  {
    ...shared,
    // For the browser inside VS Code: an import of a module of Node, or of vscode, breaks the build.
    platform: 'browser',
    format: 'iife',
    target: 'chrome130',
    entryPoints: ['src/webview/dashboard.tsx', 'src/webview/dashboard.css'],
    outdir: 'dist/webview',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    minify: true,
    sourcemap: false,
  },
];

async function main() {
  if (!watch) {
    await Promise.all(bundles.map((options) => esbuild.build(options)));
    return;
  }
  for (const options of bundles) {
    const context = await esbuild.context({ ...options, logLevel: 'info' });
    await context.watch();
  }
}

main().catch(() => {
  process.exitCode = 1;
});
