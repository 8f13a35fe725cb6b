import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import * as jsonc from 'jsonc-parser';
import type { FirstRunQuestion } from '../../core/launch/firstRunWords';
import type { KnownProgram, TerminalProfile } from '../../core/model/profile';

/** Where to look. */
export interface FirstRunPlace {
  readonly home: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The folder the agent will work in, absolute. */
  readonly folder: string;
  /** Whether this launch tells the program itself that the folder is trusted. */
  readonly trusted: boolean;
}

/**
 * What a known program will ask before it starts on a mission: to sign in, or whether it may work in this
 * folder. Found by the files it keeps, without starting it, so it is a hint and never a refusal: a program
 * may keep its sign-in where we do not look.
 * @returns undefined where nothing is known to stand in the way
 */
export function firstRunQuestion(
  { like, env }: TerminalProfile,
  { folder, trusted }: Pick<FirstRunPlace, 'folder' | 'trusted'>,
): FirstRunQuestion | undefined {
  const all = { ...process.env, ...env };
  const place = { home: all['HOME'] || os.homedir(), env: all, folder, trusted };
  return like === undefined ? undefined : LOOKS[like](place);
}

const LOOKS: Record<KnownProgram, (place: FirstRunPlace) => FirstRunQuestion | undefined> = {
  claude: ofClaude,
  codex: ofCodex,
  gemini: ofGemini,
  copilot: ofCopilot,
  opencode: ofOpencode,
};

export function ofClaude({ home, env, folder }: FirstRunPlace): FirstRunQuestion | undefined {
  const config = env['CLAUDE_CONFIG_DIR'] || path.join(home, '.claude');
  const state = objectIn(path.join(env['CLAUDE_CONFIG_DIR'] || home, '.claude.json'));
  const settings = objectIn(path.join(config, 'settings.json'));
  const signedIn =
    isSet(env, [
      'ANTHROPIC_API_KEY',
      'ANTHROPIC_AUTH_TOKEN',
      'CLAUDE_CODE_OAUTH_TOKEN',
      'CLAUDE_CODE_USE_BEDROCK',
      'CLAUDE_CODE_USE_VERTEX',
      'CLAUDE_CODE_USE_FOUNDRY',
    ]) ||
    fs.existsSync(path.join(config, '.credentials.json')) ||
    state['oauthAccount'] !== undefined ||
    settings['apiKeyHelper'] !== undefined;
  if (!signedIn) {
    return 'signIn';
  }
  if (state['hasCompletedOnboarding'] !== true) {
    return 'onboarding';
  }
  const project = fieldsOf(fieldsOf(state['projects'])[folder]);
  return project['hasTrustDialogAccepted'] === true ? undefined : 'trust';
}

export function ofCodex({
  home,
  env,
  folder,
  trusted,
}: FirstRunPlace): FirstRunQuestion | undefined {
  const config = env['CODEX_HOME'] || path.join(home, '.codex');
  const text = textIn(path.join(config, 'config.toml'));
  // Another provider, or a key ring, needs no file of ours to know.
  const elsewhere = /^\s*(?:model_provider|cli_auth_credentials_store)\s*=/m.test(text);
  if (!elsewhere && !fs.existsSync(path.join(config, 'auth.json'))) {
    return 'signIn';
  }
  return trusted || text.includes(`[projects.${JSON.stringify(folder)}]`) ? undefined : 'trust';
}

export function ofGemini({
  home,
  env,
  folder,
  trusted,
}: FirstRunPlace): FirstRunQuestion | undefined {
  const config = path.join(env['GEMINI_CLI_HOME'] || home, '.gemini');
  const settings = objectIn(path.join(config, 'settings.json'));
  const chosen = fieldsOf(fieldsOf(settings['security'])['auth'])['selectedType'];
  const byEnvironment = isSet(env, [
    'GEMINI_API_KEY',
    'GOOGLE_GENAI_USE_VERTEXAI',
    'GOOGLE_GENAI_USE_GCA',
  ]);
  const hasCredentials =
    chosen === 'oauth-personal'
      ? fs.existsSync(path.join(config, 'oauth_creds.json'))
      : chosen !== undefined || (byEnvironment && Object.keys(settings).length === 0);
  if (!hasCredentials) {
    return 'signIn';
  }
  const isKnown = fieldsOf(objectIn(path.join(config, 'trustedFolders.json')))[folder];
  return trusted || isKnown === 'TRUST_FOLDER' || env['GEMINI_CLI_TRUST_WORKSPACE'] === 'true'
    ? undefined
    : 'trust';
}

export function ofCopilot({ home, env, folder }: FirstRunPlace): FirstRunQuestion | undefined {
  const file = path.join(env['COPILOT_HOME'] || path.join(home, '.copilot'), 'config.json');
  const config = objectIn(file);
  const gh = env['GH_CONFIG_DIR'] || path.join(configHome({ home, env }), 'gh');
  const signedIn =
    isSet(env, [
      'COPILOT_GITHUB_TOKEN',
      'GH_TOKEN',
      'GITHUB_TOKEN',
      // A provider of the user's own, for which nobody signs in.
      'COPILOT_PROVIDER_BASE_URL',
    ]) ||
    config['lastLoggedInUser'] !== undefined ||
    textIn(path.join(gh, 'hosts.yml')) !== '';
  if (!signedIn) {
    return 'signIn';
  }
  const trusted = config['trustedFolders'] ?? config['trusted_folders'];
  // Trust in a folder is trust in those in it.
  const isKnown = Array.isArray(trusted) && trusted.some((each) => isIn(folder, each));
  return isKnown || env['COPILOT_ALLOW_ALL'] === 'true' ? undefined : 'trust';
}

/** It asks nothing, and has models of its own to begin with. */
export function ofOpencode({ home, env, folder }: FirstRunPlace): FirstRunQuestion | undefined {
  const data = env['XDG_DATA_HOME'] || path.join(home, '.local', 'share');
  const places = [path.join(configHome({ home, env }), 'opencode'), folder];
  const configs = [
    ...places.flatMap((place) => OPENCODE_CONFIGS.map((name) => path.join(place, name))),
    ...(env['OPENCODE_CONFIG'] ? [env['OPENCODE_CONFIG']] : []),
  ].map(objectIn);
  const hasProvider =
    Object.keys(objectIn(path.join(data, 'opencode', 'auth.json'))).length > 0 ||
    configs.some(({ provider, model }) => (provider ?? model) !== undefined) ||
    Object.entries(env).some(([name, value]) => name.endsWith('_API_KEY') && value);
  return hasProvider ? undefined : 'provider';
}

const OPENCODE_CONFIGS = ['opencode.json', 'opencode.jsonc'];

function configHome({ home, env }: Pick<FirstRunPlace, 'home' | 'env'>): string {
  return env['XDG_CONFIG_HOME'] || path.join(home, '.config');
}

function isIn(folder: string, parent: unknown): boolean {
  if (typeof parent !== 'string') {
    return false;
  }
  const way = path.relative(parent, folder);
  return way !== '..' && !way.startsWith(`..${path.sep}`) && !path.isAbsolute(way);
}

function isSet(env: FirstRunPlace['env'], names: readonly string[]): boolean {
  return names.some((name) => (env[name] ?? '') !== '');
}

function objectIn(file: string): Readonly<Record<string, unknown>> {
  return fieldsOf(jsonc.parse(textIn(file)) as unknown);
}

function textIn(file: string): string {
  try {
    return fs.readFileSync(file, 'utf8');
  } catch {
    // It is not there, or not for us to read: the program will say so itself.
    return '';
  }
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
