// The story of examples/storefront: a shop moves its sign-in to OAuth2, over three weeks and six sessions.
// Each entry is one act: when, who, which operation of the core, with what.

const acts = [];
let day = '';

/** The day on which the next acts happen. */
const on = (date) => (day = date);
const act = (time, verb, input, actor) =>
  acts.push({ at: `${day}T${time}:00.000Z`, verb, input, ...(actor ? { actor } : {}) });

/** An agent that is spawned, works, and reports. */
function mission(id, { spawned, ended, ...input }, report) {
  act(spawned, 'spawnAgent', { profile: 'claude', ...input });
  act(spawned, 'startAgent', { agent: id }, id);
  if (report) act(ended, 'reportAgent', { agent: id, ...report }, id);
  if (ended) act(ended, 'endAgent', { agent: id, exitCode: 0 }, id);
}

const accept = (time, agent, note) =>
  act(time, 'verifyReport', { agent, accepted: true, ...(note ? { note } : {}) });
const checks = (time, agent, ...found) =>
  act(time, 'recordChecks', {
    agent,
    checks: found.map(([criterion, passed, detail]) => ({ criterion, passed, detail })),
  });

on('2026-11-02');
act('08:02', 'newOrchestration', { project: 'Storefront sign-in' });
act('08:05', 'addObjective', { description: 'Customers sign in with OAuth2 instead of passwords' });
act('08:07', 'addObjective', {
  description: 'The switch costs less than five minutes of downtime',
});
act('08:12', 'addTask', { description: 'Compare OAuth2 providers', objective: '1' });
act('08:13', 'addTask', { description: 'List every place that reads a password', objective: '1' });
act('08:14', 'addTask', { description: 'Measure how customers sign in today', objective: '1' });
act('08:16', 'startTask', { task: '1' });
act('08:16', 'startTask', { task: '2' });
mission(
  'AGENT_0001',
  {
    spawned: '08:20',
    ended: '08:52',
    type: 'researcher',
    task: '1',
    mission: 'Compare Auth0, Keycloak and Ory for 40,000 customers, with prices and exit costs',
    successCriteria: ['file: docs/providers.md', 'review: Names no provider without its price'],
    timeboxMinutes: 45,
  },
  {
    summary:
      'Auth0 fits best for the launch; Keycloak is the cheaper exit. The table has nine criteria, each with its source.',
    evidence: ['docs/providers.md, section 2', 'Price lists of 2 November'],
    files: ['docs/providers.md'],
  },
);
mission(
  'AGENT_0002',
  {
    spawned: '08:22',
    ended: '08:41',
    type: 'analyst',
    task: '2',
    mission: "Find every place that reads or compares a customer's password",
    successCriteria: ['Each place is named with file and line'],
    timeboxMinutes: 30,
  },
  {
    summary: 'Four places: sign-in, password change, and two in the export job.',
    evidence: ['git grep -n password: four places outside of tests'],
  },
);
checks('09:05', 'AGENT_0001', ['file: docs/providers.md', true, 'It is there, 212 lines.']);
checks('09:06', 'AGENT_0001', [
  'review: Names no provider without its price',
  true,
  'Read it: all three have one.',
]);
accept('09:08', 'AGENT_0001');
accept('09:10', 'AGENT_0002');
act('09:12', 'completeTask', {
  task: '2',
  outcome: 'Four places; two of them in the export job, which signs in as a person',
});
act('09:14', 'recordInsight', {
  text: 'The export job signs in as a person: it needs a machine account',
  category: 'technical',
  origin: 'AGENT_0002',
});
act('09:20', 'raiseDecision', {
  question: 'Which provider do we launch with?',
  options: ['Auth0', 'Keycloak, run by us', 'Ory'],
  evidence: ['AGENT_0001', 'docs/providers.md'],
  task: '1',
});
act('09:26', 'saveContext', {});
act('09:31', 'endSession', {});

on('2026-11-04');
act('13:00', 'resumeOrchestration', {});
act('13:04', 'decide', {
  decision: '1',
  choice: 'Auth0',
  rationale:
    'Fastest to launch. The adapter keeps Keycloak possible, so that the price cannot trap us.',
});
act('13:06', 'completeTask', {
  task: '1',
  outcome: 'Auth0 for the launch; the adapter keeps Keycloak possible',
});
act('13:10', 'addTask', { description: 'Implement the sign-in adapter', objective: '1' });
act('13:11', 'addTask', { description: 'Move the export job off passwords', objective: '1' });
act('13:12', 'addTask', {
  description: 'Review the adapter for token leaks',
  objective: '1',
  dependsOn: ['4'],
});
act('13:14', 'prioritiseTask', { task: '4', priority: 'critical' });
act('13:16', 'startTask', { task: '3' });
mission(
  'AGENT_0003',
  {
    spawned: '13:18',
    ended: '13:39',
    type: 'analyst',
    task: '3',
    mission: 'Count sign-ins of the last ninety days by device and by how long the session lasted',
    successCriteria: ['A table by device', 'The query that made it'],
    timeboxMinutes: 30,
  },
  {
    summary:
      'Two thirds sign in on the mobile app, where sessions last 90 days; one third on the web.',
    evidence: ['docs/signInToday.md', 'queries/signIns.sql'],
    files: ['docs/signInToday.md'],
  },
);
accept('13:50', 'AGENT_0003', 'Counted again by hand for one day: the same.');
act('13:52', 'completeTask', {
  task: '3',
  outcome: 'Mobile sessions last 90 days, so both ways must work for a quarter',
});
act('13:53', 'recordInsight', {
  text: 'Sessions of the mobile app last 90 days, so both ways of signing in must work for a quarter',
  category: 'critical',
  origin: 'TASK_003',
});
act('14:10', 'endSession', {});

on('2026-11-09');
act('07:40', 'resumeOrchestration', {});
act('07:44', 'startTask', { task: '4' });
mission(
  'AGENT_0004',
  {
    spawned: '07:46',
    ended: '09:04',
    type: 'developer',
    task: '4',
    mission: 'Build the adapter between our sessions and the provider, behind a switch that is off',
    successCriteria: ['run: npm test', 'The switch is off by default'],
    timeboxMinutes: 90,
    worktree: true,
  },
  {
    summary:
      'The adapter works against the sandbox of Auth0. The switch is on by default in staging.',
    evidence: ['npm test: 212 passing'],
    files: ['src/signIn/adapter.js', 'src/signIn/switch.js'],
  },
);
checks('09:20', 'AGENT_0004', ['run: npm test', true, 'exit code 0']);
act('09:24', 'verifyReport', {
  agent: 'AGENT_0004',
  accepted: false,
  note: 'The switch must be off everywhere; in staging it is on.',
});
act('09:26', 'recordInsight', {
  text: 'Say in a mission where a switch must be off: "everywhere" was not obvious',
  category: 'process',
  origin: 'AGENT_0004',
});
act('09:28', 'spawnAgent', {
  mission: 'Mend the switch of the adapter: off everywhere, also in staging',
  follows: 'AGENT_0004',
  profile: 'claude',
});
act('09:28', 'startAgent', { agent: 'AGENT_0005' }, 'AGENT_0005');
act(
  '09:51',
  'reportAgent',
  {
    agent: 'AGENT_0005',
    summary: 'The switch is off everywhere; a test fails when anybody turns it on by default.',
    evidence: ['npm test: 214 passing', 'test/switch.test.js'],
    files: ['src/signIn/switch.js', 'test/switch.test.js'],
  },
  'AGENT_0005',
);
act('09:51', 'endAgent', { agent: 'AGENT_0005', exitCode: 0 }, 'AGENT_0005');
checks(
  '10:02',
  'AGENT_0005',
  ['run: npm test', true, 'exit code 0'],
  ['The switch is off by default', true, 'Looked at all three environments.'],
);
accept('10:04', 'AGENT_0005');
act('10:05', 'completeTask', {
  task: '4',
  outcome: 'The adapter is in, behind a switch that is off',
});
act('10:07', 'promoteInsight', {
  insight: '3',
  category: 'process',
  origin: 'AGENT_0004',
  recorded: '2026-11-09T09:26:00.000Z',
});
act('10:12', 'endSession', {});

on('2026-11-12');
act('08:30', 'resumeOrchestration', {});
act('08:33', 'addTask', { description: 'Write the runbook for the switch', objective: '2' });
act('08:34', 'addTask', {
  description: 'Rehearse the switch on staging',
  objective: '2',
  dependsOn: ['4', '7'],
});
act('08:35', 'addTask', {
  description: 'Send customers a note before the switch',
  objective: '2',
  dependsOn: ['8'],
});
act('08:36', 'addTask', { description: 'Warm the token cache before the switch', objective: '2' });
act('08:37', 'prioritiseTask', { task: '7', priority: 'high' });
act('08:37', 'prioritiseTask', { task: '9', priority: 'low' });
act('08:40', 'startTask', { task: '5' });
mission(
  'AGENT_0006',
  {
    spawned: '08:42',
    ended: '09:27',
    type: 'developer',
    task: '5',
    mission: 'Let the export job sign in with a machine account',
    successCriteria: ['run: npm run export -- --dry-run', 'No password in the configuration'],
    timeboxMinutes: 60,
  },
  undefined,
);
act('09:40', 'recordInsight', {
  text: 'The vendor of the export has no machine accounts before January',
  category: 'critical',
  origin: 'TASK_005',
});
act('09:44', 'startTask', { task: '6' });
mission(
  'AGENT_0007',
  {
    spawned: '09:45',
    ended: '10:16',
    type: 'reviewer',
    task: '6',
    mission: 'Review the adapter for tokens that end in logs, URLs or error messages',
    successCriteria: [
      'Each finding names file and line',
      'review: Nothing is claimed without evidence',
    ],
    timeboxMinutes: 45,
  },
  {
    status: 'partial',
    summary:
      'Two findings: a refresh token in the debug log, and a state parameter that is not compared. The mobile client was not looked at.',
    evidence: ['src/signIn/adapter.js:88', 'src/signIn/callback.js:31'],
  },
);
act('10:30', 'failTask', {
  task: '10',
  reason: 'The provider allows no tokens before a customer is there; there is nothing to warm',
});
act('10:33', 'raiseDecision', {
  question: 'Do we keep the export job on a password until January?',
  options: ['Yes, with a password that only the job has', 'No, stop the export until then'],
  evidence: ['TASK_005'],
  task: '5',
});
act('10:40', 'endSession', {});

on('2026-11-16');
act('09:00', 'resumeOrchestration', {});
act('09:03', 'addObjective', { description: 'Support can help a customer who cannot sign in' });
act('09:05', 'addTask', { description: 'Show support how a customer signs in', objective: '3' });
act('09:06', 'addTask', {
  description: 'Write answers to the ten most likely questions',
  objective: '3',
  dependsOn: ['11'],
});
act('09:07', 'addTask', {
  description: 'Let support end all sessions of a customer',
  objective: '3',
});
act('09:08', 'addTask', {
  description: 'A chat robot for questions about signing in',
  objective: '3',
});
act('09:08', 'addObjective', { description: 'We know how customers sign in today' });
act('09:09', 'moveTask', { task: '3', objective: '4' });
act('09:09', 'closeObjective', {
  objective: '4',
  status: 'achieved',
  reason: 'Counted by device, with the query kept',
});
act('09:10', 'decide', {
  decision: '2',
  choice: 'Yes, with a password that only the job has',
  rationale:
    'Stopping the export would stop deliveries. A password of its own is changed every week.',
});
act('09:14', 'cancelTask', { task: '14', reason: 'Nobody asked for it; the ten answers do' });
act('09:16', 'startTask', { task: '7' });
act('09:16', 'startTask', { task: '11' });
mission(
  'AGENT_0008',
  {
    spawned: '09:20',
    ended: '09:48',
    type: 'advisor',
    task: '7',
    mission: 'Write the runbook for the switch, with a way back for every step',
    successCriteria: ['file: docs/runbook.md matches /way back/i', 'Every step names who does it'],
    timeboxMinutes: 45,
  },
  {
    summary:
      'Eleven steps, each with who does it and a way back. Step 7 is the only one customers notice.',
    evidence: ['docs/runbook.md'],
    files: ['docs/runbook.md'],
  },
);
checks(
  '10:02',
  'AGENT_0008',
  ['file: docs/runbook.md matches /way back/i', true, 'Found eleven times.'],
  ['Every step names who does it', true, 'Read by the one who does most of it.'],
);
accept('10:05', 'AGENT_0008');
act('10:06', 'completeTask', {
  task: '7',
  outcome: 'docs/runbook.md: eleven steps, customers notice one of them for two minutes',
});
act('10:08', 'recordInsight', {
  text: 'A step without a way back is two steps: split it until each has one',
  category: 'process',
  origin: 'AGENT_0008',
});
act('10:10', 'promoteInsight', {
  insight: '5',
  category: 'process',
  origin: 'AGENT_0008',
  recorded: '2026-11-16T10:08:00.000Z',
});
mission(
  'AGENT_0009',
  {
    spawned: '10:15',
    ended: '10:35',
    type: 'executor',
    task: '11',
    mission: 'Record a walk through signing in on web and mobile, for support',
    successCriteria: ['Both are under three minutes'],
    timeboxMinutes: 20,
  },
  undefined,
);
act('10:50', 'endSession', {});

on('2026-11-18');
act('14:00', 'resumeOrchestration', {});
act('14:04', 'cancelAgent', {
  agent: 'AGENT_0009',
  reason: 'Screens cannot be recorded from a terminal; a person does it',
});
act('14:08', 'startTask', { task: '13' });
act('14:10', 'spawnAgent', {
  type: 'developer',
  task: '13',
  mission: 'Let support end all sessions of a customer, with the reason in the audit log',
  successCriteria: ['run: npm test', 'The audit log names who ended them, and why'],
  timeboxMinutes: 60,
  profile: 'claude',
});
act('14:10', 'startAgent', { agent: 'AGENT_0010' }, 'AGENT_0010');
act(
  '14:41',
  'askQuestion',
  {
    agent: 'AGENT_0010',
    question: 'May support end sessions of customers in other countries?',
    options: ['Yes', 'Only with a second person', 'No'],
  },
  'AGENT_0010',
);
act('14:43', 'addTask', {
  description: 'Settle who is on call on the day of the switch',
  objective: '2',
});
act('14:43', 'prioritiseTask', { task: '15', priority: 'high' });
act('14:44', 'addTask', { description: 'Write down what the switch taught us' });
act('14:45', 'startTask', { task: '8' });
mission(
  'AGENT_0011',
  {
    spawned: '14:48',
    ended: '15:33',
    type: 'lead',
    task: '8',
    mission:
      'Rehearse the switch on staging by the runbook, and write down how long each step takes',
    successCriteria: ['Every step has its time', 'Less than five minutes are noticed'],
    timeboxMinutes: 60,
  },
  {
    summary:
      'The rehearsal took 38 minutes; customers would notice 2:10. Step 9 took three times as long as planned.',
    evidence: ['docs/rehearsal.md', 'Recording of the staging monitor'],
    files: ['docs/rehearsal.md'],
  },
);
act('15:40', 'recordInsight', {
  text: 'Clearing the session store takes three times as long as in the runbook: do it in parts',
  category: 'technical',
  origin: 'AGENT_0011',
});
act('15:45', 'raiseDecision', {
  question: 'Do we switch before or after the holidays?',
  options: ['On 1 December', 'On 12 January'],
  evidence: ['AGENT_0011', 'docs/rehearsal.md'],
  objective: '2',
});
act('15:48', 'spawnAgent', {
  type: 'reviewer',
  task: '6',
  mission: 'Review the mobile client for the same two findings',
  successCriteria: ['Each finding names file and line'],
  timeboxMinutes: 30,
  planned: true,
});
act('15:52', 'saveContext', {});
act('15:55', 'endSession', {});

export const story = acts;
