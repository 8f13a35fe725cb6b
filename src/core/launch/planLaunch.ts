import type { KnownProgram, TerminalProfile } from '../model/profile';
import { claudeLaunch } from './claude';
import { codexLaunch } from './codex';
import { copilotLaunch } from './copilot';
import { geminiLaunch } from './gemini';
import type { LaunchFacts, LaunchPlan } from './launchPlan';
import { opencodeLaunch } from './opencode';
import { ownLaunch } from './ownLaunch';

type Launch = (profile: TerminalProfile, facts: LaunchFacts) => LaunchPlan;

const LAUNCHES: Readonly<Record<KnownProgram, Launch>> = {
  claude: claudeLaunch,
  codex: codexLaunch,
  gemini: geminiLaunch,
  copilot: copilotLaunch,
  opencode: opencodeLaunch,
};

/**
 * What to start for an agent, by the profile it is launched through.
 * @throws AtlasError cannotGoOn
 */
export function planLaunch(profile: TerminalProfile, facts: LaunchFacts): LaunchPlan {
  const plan = (profile.like === undefined ? ownLaunch : LAUNCHES[profile.like])(profile, facts);
  return { ...plan, env: { ...plan.env, ...(profile.like === undefined ? {} : profile.env) } };
}

/** Whether an agent of this profile can be sent again into the conversation it had. */
export function canGoOn(profile: TerminalProfile): boolean {
  return profile.like !== undefined || profile.resumeArgs !== undefined;
}
