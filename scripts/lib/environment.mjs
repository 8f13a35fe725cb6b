// Environments for children that must not believe they run inside what happens to have started us.

const outerRun =
  /^(npm_package_.*|npm_lifecycle_.*|npm_command|npm_config_(local_|global_)?prefix|INIT_CWD)$/i;
const outerVsCode = /^(VSCODE_.*|ELECTRON_.*|npm_.*|NODE_OPTIONS)$/i;

/** Our environment without what an outer `npm run` says about itself, which an inner npm would obey. */
export function npmEnvironment(extra = {}) {
  return without(outerRun, extra);
}

/** The same for a VS Code, which another one's terminal or npm would mislead. */
export function vscodeEnvironment(extra = {}) {
  return without(outerVsCode, extra);
}

function without(unwanted, extra) {
  // Windows spells it Path, and a spawned process must not get both.
  const replaced = new Set(Object.keys(extra).map((name) => name.toLowerCase()));
  const inherited = Object.entries(process.env).filter(
    ([name]) => !replaced.has(name.toLowerCase()) && !unwanted.test(name),
  );
  return { ...Object.fromEntries(inherited), ...extra };
}
