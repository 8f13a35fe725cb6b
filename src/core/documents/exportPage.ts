import { agentState } from '../model/agentStates';
import type { Agent, Context, Decision, Objective, Task } from '../model/context';
import { decisionsIn } from '../model/decisions';
import { decisionStatus } from '../queries/itemView';
import { objectiveTree } from '../queries/objectiveTree';
import type { AgentNode, TaskNode } from '../queries/treeNodes';
import type { RememberedInsight } from '../queries/rememberedInsights';
import type { PastSession } from '../queries/sessionHistory';
import { status } from '../queries/status';
import { block, inline, item } from './markdown';
import { AGENT_STATE_WORDS } from './statusPage';

export interface ExportFacts {
  readonly insights: readonly RememberedInsight[];
  /** The earliest first. */
  readonly sessions: readonly PastSession[];
  /** ISO 8601. */
  readonly now: string;
}

/** The whole orchestration as one Markdown report, for people who have no Atlas. */
export function exportPage(context: Context, facts: ExportFacts): string {
  const tree = objectiveTree(context);
  const agents = context.spawned_agents ?? [];
  const states = new Map(tree.flatMap(({ tasks }) => tasks.map((node) => [node.task.id, node])));
  return [
    `# ${inline(context.project_name)}`,
    `Exported: ${facts.now}${context.created_date ? `  \nBegun: ${inline(context.created_date)}` : ''}`,
    ...counts(context),
    '## Objectives',
    ...orNone(
      tree.flatMap(({ objective, tasks }) => [
        ...(objective ? objectiveHead(objective) : ['### Tasks without an objective']),
        tasks.length > 0 ? tasks.map(taskItem).join('\n') : 'No tasks.',
      ]),
    ),
    '## Agents',
    ...orNone(agents.flatMap((agent) => agentPart(agent, states.get(agent.task ?? '')))),
    '## Decisions',
    ...orNone([...decisionsIn(context).flatMap(decisionPart), ...foreignDecisions(context)]),
    '## Insights',
    ...orNone(joined(facts.insights.map(insightItem))),
    '## Sessions',
    ...orNone(joined(facts.sessions.map(sessionItem))),
  ]
    .join('\n\n')
    .concat('\n');
}

function counts(context: Context): string[] {
  const now = status(context);
  const rows = [
    ['Sessions', now.session.number],
    ['Phase', now.phase],
    ['Objectives', spelled(now.objectives)],
    ['Tasks', spelled(now.tasks)],
    ['Agents', spelled(now.agents)],
    ['Decisions', spelled(now.decisions)],
    ['Insights', now.insights],
  ];
  return [
    ['| | |', '|---|---|', ...rows.map(([name, value]) => `| **${name}** | ${value} |`)].join('\n'),
  ];
}

/** `2 active, 1 achieved`; what there is none of is left out. */
function spelled(numbers: Readonly<Record<string, number>>): string {
  const some = Object.entries(numbers).filter(([, count]) => count > 0);
  return some.map(([name, count]) => `${count} ${name.replaceAll('_', ' ')}`).join(', ') || '0';
}

function objectiveHead(objective: Objective): string[] {
  const facts = [
    `Status: ${inline(objective.status ?? 'active')}`,
    fact('Created', objective.created),
    fact('Closed', objective['closed']),
    fact('Reason', objective['reason']),
  ];
  return [`### ${objective.id} ${inline(objective.description)}`, lines(facts)];
}

function taskItem({ task, state, waitsFor, agents }: TaskNode): string {
  const waits =
    state === 'pending' && waitsFor.length > 0 ? `, waits for ${waitsFor.join(', ')}` : '';
  const worked = agents.map(({ agent }: AgentNode) => agent.id).join(', ');
  const words = [
    `**${inline(task.id)}** ${inline(task.description)} (${state}${waits})`,
    ...(task.outcome === undefined ? [] : [`Outcome: ${task.outcome}`]),
    ...(worked === '' ? [] : [`Agents: ${worked}`]),
    ...[task.completed ?? task.closed].filter(Boolean).map((at) => `Ended: ${at ?? ''}`),
  ];
  return item('- ', words.join('\n\n'));
}

function agentPart(agent: Agent, serves: TaskNode | undefined): string[] {
  const { report, verification } = agent;
  const task: Task | undefined = serves?.task;
  return [
    `### ${inline(agent.id)} (${inline(agent.type)}): ${AGENT_STATE_WORDS[agentState(agent)]}`,
    lines([
      fact('Task', task ? `${task.id} ${task.description}` : agent.task),
      fact('Spawned', agent.spawned),
      fact('Failure', agent.failure),
    ]),
    block(agent.mission),
    ...(agent.success_criteria ?? []).map((criterion, index) => item(`${index + 1}. `, criterion)),
    ...(report
      ? [
          `**Report (${inline(report.status)}, ${inline(report.reported)})**`,
          block(report.summary),
          joined([
            ...(report.evidence ?? []).map((evidence) => item('- Evidence: ', evidence)),
            ...(report.files ?? []).map((file) => item('- File: ', inline(file))),
          ]).join('\n'),
        ]
      : []),
    ...(verification
      ? [
          `**${verification.accepted ? 'Accepted' : 'Rejected'} ${inline(verification.verified)}**`,
          ...(verification.note === undefined ? [] : [block(verification.note)]),
        ]
      : []),
  ].filter((part) => part !== '');
}

function decisionPart(decision: Decision): string[] {
  return [
    `### ${inline(decision.id)} ${inline(decision.question)}`,
    lines([
      fact('Status', decisionStatus(decision)),
      fact('Choice', decision.choice),
      fact('Raised', decision.raised),
      fact('Made', decision.made),
      fact('Task', decision.task),
      fact('Objective', decision.objective),
    ]),
    ...(decision.rationale === undefined ? [] : [block(decision.rationale)]),
    ...outcomePart(decision),
    joined([
      ...(decision.options ?? []).map((option) => item('- Option: ', option)),
      ...(decision.evidence ?? []).map((evidence) => item('- Evidence: ', evidence)),
    ]).join('\n'),
  ].filter((part) => part !== '');
}

/** How it turned out, where that was judged. */
function outcomePart({ outcome }: Decision): string[] {
  return outcome
    ? [
        `**Turned out ${outcome.good ? 'good' : 'bad'} (${inline(outcome.judged)})**`,
        ...(outcome.note === undefined ? [] : [block(outcome.note)]),
      ]
    : [];
}

/** Other tools put what they like among the pending decisions. */
function foreignDecisions(context: Context): string[] {
  const ours = new Set<unknown>(decisionsIn(context));
  return (context.pending_decisions ?? [])
    .filter((entry) => !ours.has(entry))
    .map((entry) => item('- ', typeof entry === 'string' ? entry : JSON.stringify(entry)));
}

function insightItem({ text, category, origin, time }: RememberedInsight): string {
  const facts = [category, origin, time].filter((known) => known !== null).map(inline);
  return item('- ', facts.length > 0 ? `${text}\n\n(${facts.join(', ')})` : text);
}

function sessionItem({ id, started, ended, active, clean }: PastSession): string {
  const end = active ? 'is going on' : (ended ?? 'its end is not known');
  const how = clean === false ? ', broken off' : '';
  return item('- ', `${inline(id)}: ${inline(started ?? 'unknown')} – ${inline(end)}${how}`);
}

function fact(name: string, value: unknown): string {
  return typeof value === 'string' && value !== '' ? `${name}: ${inline(value)}` : '';
}

/** One below the other within a paragraph. */
function lines(facts: readonly string[]): string {
  return facts.filter((each) => each !== '').join('  \n');
}

function joined(items: readonly string[]): string[] {
  return items.length > 0 ? [items.join('\n')] : [];
}

function orNone(parts: readonly string[]): readonly string[] {
  return parts.length > 0 ? parts : ['None.'];
}
