/**
 * The environment of a command that checks somebody's work. It acts for no agent, so it does not know of
 * one; and what an agent wrote is not run with the keys of the person who checks it.
 */
export function checkEnvironment(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(environment).filter(([name]) => !KEPT_BACK.test(name)));
}

/** VS Code's own variables lead to the editor and to the credentials that git asks it for. */
const KEPT_BACK =
  /^(?:ATLAS|VSCODE)_|^ELECTRON_RUN_AS_NODE$|TOKEN|SECRET|PASSW|PASSPHRASE|CREDENTIAL|(?:API|ACCESS|PRIVATE|AUTH)_?KEY|_AUTH$/i;
