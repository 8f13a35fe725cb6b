/** What a mission of a type begins with, where nobody says otherwise. */
export interface MissionDefaults {
  readonly timeboxMinutes: number;
  /** What has to come back, beside the report itself. */
  readonly outputRequirements: readonly string[];
  /** Success criteria to choose from, as people write them. */
  readonly criteria: readonly string[];
}

/** The types that Atlas knows. People may use any word of their own. */
export const AGENT_TYPES = [
  'researcher',
  'analyst',
  'developer',
  'reviewer',
  'executor',
  'advisor',
  'lead',
] as const;
export type AgentType = (typeof AGENT_TYPES)[number];

const DEFAULTS: Record<AgentType, MissionDefaults> = {
  researcher: {
    timeboxMinutes: 30,
    outputRequirements: [
      'What was found, each finding with the source that shows it',
      'What could not be found out, and what it would take',
    ],
    criteria: [
      'Every finding names its source',
      'review: The findings answer what was asked, and follow from the sources they name',
    ],
  },
  analyst: {
    timeboxMinutes: 30,
    outputRequirements: [
      'The comparison or explanation, with the facts it rests on',
      'What is certain, what is assumed, and what was not looked at',
    ],
    criteria: [
      'Facts and assumptions are told apart',
      'review: The conclusions follow from the facts that are named',
    ],
  },
  developer: {
    timeboxMinutes: 60,
    outputRequirements: [
      'The files that were made or changed, and why',
      'How it was tested, with the commands and their results',
    ],
    criteria: ['review: The change does what was asked, and nothing else'],
  },
  reviewer: {
    timeboxMinutes: 30,
    outputRequirements: [
      'Each defect with its place, what is wrong and how to see it, the worst first',
      'What was looked at, and what was not',
    ],
    criteria: ['Every defect can be seen by what is said of it'],
  },
  executor: {
    timeboxMinutes: 30,
    outputRequirements: [
      'The commands that were run, each with its exit code',
      'What they changed',
    ],
    criteria: ['Every command that was asked for was run, and its result is named'],
  },
  advisor: {
    timeboxMinutes: 20,
    outputRequirements: [
      'The options, each with what speaks for it and against it',
      'One recommendation, and what would change it',
    ],
    criteria: ['One option is recommended, with its reasons'],
  },
  lead: {
    timeboxMinutes: 120,
    outputRequirements: [
      'The tasks the work was broken into, and what became of each',
      'What the reports of others came to, and where they contradict each other',
      'What is left, and what a person has to decide',
    ],
    criteria: ['Every task has an outcome, or a reason why it has none'],
  },
};

const OTHERS: MissionDefaults = {
  timeboxMinutes: 60,
  outputRequirements: ['What came back, with the evidence that shows it'],
  criteria: [],
};

export function missionDefaults(type: string): MissionDefaults {
  const known = AGENT_TYPES.find((each) => each === type);
  return known === undefined ? OTHERS : DEFAULTS[known];
}

/** Types whose work can break what the project's own scripts check. */
const CHANGES_FILES: ReadonlySet<string> = new Set<AgentType>(['developer', 'executor', 'lead']);

/** Scripts whose exit code says whether the project is well, the most telling first. */
const TELLING_SCRIPTS = ['test', 'lint', 'typecheck', 'build'];

/** What `npm init` writes where there are no tests: it always fails. */
const NO_TEST = 'no test specified';

/**
 * Success criteria to choose from for a type of agent, the ones that a program can check first.
 * @param scripts those of the project's package.json, by name
 */
export function suggestedCriteria(
  type: string,
  scripts: Readonly<Record<string, string>> = {},
): string[] {
  const checks = TELLING_SCRIPTS.filter(
    (name) => Object.hasOwn(scripts, name) && scripts[name]?.includes(NO_TEST) === false,
  ).map((name) => (name === 'test' ? 'run: npm test' : `run: npm run ${name}`));
  return [...(CHANGES_FILES.has(type) ? checks : []), ...missionDefaults(type).criteria];
}
