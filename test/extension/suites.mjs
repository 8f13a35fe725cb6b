// The suites that run inside VS Code's extension host, each in a VS Code of its own, in this order.
//
// To add one: put tests into test/extension/<name>/**/*.test.ts and an entry below. Its fields:
//   name            the folder below test/extension
//   workspace       what VS Code opens: a folder below test/fixtures, copied to a temporary place first; or
//                   { workspaceFile: 'multi-root/two.code-workspace' }, whose first folder is the fixture; or 'none'.
//                   Settings of the workspace: a .vscode/settings.json in the fixture.
//   sameWorkspaceAs instead of `workspace`: the name of an earlier suite whose copy is opened again, as that suite
//                   left it. Only the folder is shared; to VS Code itself the second visit is the first.
//   trust           false: the folder opens in restricted mode
//   settings        user settings (optional)
//   realAgents      true: the agent programs that people use are installed first, and ATLAS_TEST_AGENTS names them
//   limitMs         how long the suite may take, where five minutes are not enough
//   holds           how many tasks, agents and decisions an orchestration has that is made for the suite; it lies in
//                   the folder `prepared` of the workspace, so that the suite can say when it is there
// In a test: the fixture's copy is vscode.workspace.workspaceFolders[0]; nothing outside it may be changed.

/** @type {import('../../scripts/lib/extensionSuites.mjs').Suite[]} */
export const suites = [
  { name: 'commands', workspace: 'process-document', trust: true },
  // Arranging tasks, decisions and insights; what the views make of it.
  { name: 'views', workspace: 'process-document', trust: true },
  { name: 'empty', workspace: 'empty', trust: true },
  { name: 'restricted', workspace: 'process-document', trust: false },
  {
    name: 'multiRoot',
    workspace: { workspaceFile: 'two-folders/two.code-workspace' },
    trust: true,
  },
  // What others do to the files while a window is open.
  {
    name: 'files',
    workspace: 'process-document',
    trust: true,
    settings: { 'files.autoSave': 'off' }, // In a browser VS Code saves by itself.
  },
  // A context of the older layout, and then one so large that it is not written with every act; and what
  // that window left when it closed.
  { name: 'imports', workspace: 'older-layout', trust: true },
  { name: 'importsReturn', sameWorkspaceAs: 'imports', trust: true },
  // The webview with the metrics, and their export.
  { name: 'dashboard', workspace: 'process-document', trust: true },
  // So much that every list is long: what the window does, and for how long nothing else can run. The size that
  // it is made for is measured by `npm run bench`.
  {
    name: 'large',
    workspace: 'empty',
    trust: true,
    holds: { tasks: 20_000, agents: 1_000, decisions: 200 },
  },
  // What waits for a person: notices, badge, and the commands that answer.
  { name: 'attention', workspace: 'agent-project', trust: true },
  // What agents say is words, wherever it is shown.
  { name: 'hostile', workspace: 'agent-project', trust: true },
  // Fifty agents at once, and one window.
  { name: 'crowd', workspace: 'crowd', trust: true },
  // The agent programs that people use as they are, with a model that does what a test says.
  { name: 'agents', workspace: 'real-agents', trust: true, realAgents: true, limitMs: 900_000 },
  // The whole way: work, close the window, come back.
  { name: 'work', workspace: 'agent-project', trust: true },
  { name: 'return', sameWorkspaceAs: 'work', trust: true },
];
