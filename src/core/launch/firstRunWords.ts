import type { KnownProgram } from '../model/profile';

/** What a known program may ask before it starts on a mission. */
export type FirstRunQuestion = 'signIn' | 'trust' | 'onboarding' | 'provider';

const WORDS: Readonly<Record<FirstRunQuestion, string>> = {
  signIn: '{program} seems not to be signed in: it will ask for that in its terminal first.',
  trust:
    '{program} does not know this folder yet: it will ask in its terminal whether you trust it, and start then.',
  onboarding: '{program} was never used here: it will ask some questions in its terminal first.',
  provider:
    '{program} seems to have no provider of models: it will use what it finds for free, or wait for you to connect one.',
};

/** How a program is signed in to, where that is one command. */
const SIGN_IN: Readonly<Record<KnownProgram, string>> = {
  claude: 'claude /login',
  codex: 'codex login',
  gemini: 'gemini',
  copilot: 'copilot /login',
  opencode: 'opencode auth login',
};

/** A sentence for people. `translate` may replace the template before it is filled. */
export function firstRunWords(
  question: FirstRunQuestion,
  program: KnownProgram,
  translate: (template: string) => string = (template) => template,
): string {
  return translate(WORDS[question]).replace('{program}', program);
}

/** What a person can do about it beforehand; undefined where the program has to be started for it. */
export function firstRunCommand(
  question: FirstRunQuestion,
  program: KnownProgram,
): string | undefined {
  return question === 'signIn' || question === 'provider' ? SIGN_IN[program] : undefined;
}
