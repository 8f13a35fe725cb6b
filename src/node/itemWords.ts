import { AGENT_STATE_WORDS } from '../core/documents/statusPage';
import type { AgentView, DecisionView, ItemView, Mention } from '../core/queries/itemView';
import { criteriaWords } from './criteriaWords';
import { localTime } from './localTime';
import { columns, firstLine } from './words';

/** An item as a person reads it in a terminal: its words whole, what is known of it, what belongs to it. */
export function itemWords(view: ItemView): string {
  switch (view.kind) {
    case 'objective': {
      const { id, status, description, tasks, decisions, ...rest } = view.item;
      return page(`${id}  ${status}`, description, [
        facts(rest),
        section('Tasks', mentions(tasks)),
        section('Decisions', mentions(decisions)),
      ]);
    }
    case 'task': {
      const {
        id,
        status,
        description,
        agents,
        decisions,
        waits_for: waitsFor,
        ...rest
      } = view.item;
      const waits = waitsFor.length > 0 ? { waits_for: waitsFor } : {};
      return page(`${id}  ${status}`, description, [
        facts({ ...waits, ...rest }),
        section('Agents', mentions(agents)),
        section('Decisions', mentions(decisions)),
      ]);
    }
    case 'agent':
      return agentWords(view.item);
    case 'decision':
      return decisionWords(view.item);
  }
}

function agentWords({
  id,
  status,
  type,
  mission,
  success_criteria: criteria = [],
  report,
  verification,
  checks,
  ...rest
}: AgentView): string {
  const judged = { id, type, mission, success_criteria: criteria, ...(checks ? { checks } : {}) };
  return page(`${id}  ${AGENT_STATE_WORDS[status]}  ${type}`, mission, [
    facts(rest),
    section('Success criteria', report ? criteriaWords(judged) : numbered(criteria)),
    ...(report
      ? [
          section(`Report: ${report.status}, ${localTime(report.reported)}`, report.summary),
          section('Evidence', (report.evidence ?? []).join('\n')),
          section('Files', (report.files ?? []).join('\n')),
        ]
      : []),
    verification
      ? [
          `${verification.accepted ? 'Accepted' : 'Rejected'} ${localTime(verification.verified)}`,
          ...(verification.note === undefined ? [] : [verification.note]),
        ].join('\n')
      : '',
  ]);
}

function decisionWords({
  id,
  status,
  question,
  options = [],
  evidence = [],
  choice,
  rationale,
  outcome,
  ...rest
}: DecisionView): string {
  return page(`${id}  ${status}`, question, [
    facts(rest),
    section('Options', numbered(options)),
    section('Evidence', evidence.join('\n')),
    section('Choice', choice ?? ''),
    section('Because', rationale ?? ''),
    outcome
      ? section(
          `Turned out ${outcome.good ? 'good' : 'bad'}, ${localTime(outcome.judged)}`,
          outcome.note ?? '-',
        )
      : '',
  ]);
}

function page(head: string, words: string, parts: readonly string[]): string {
  return [`${head}\n${words}`, ...parts.filter((part) => part !== '')].join('\n\n');
}

function section(title: string, words: string): string {
  return words === '' ? '' : `${title}:\n${words}`;
}

function mentions(items: readonly Mention[]): string {
  return columns(items.map(({ id, status, text }) => [id, status, firstLine(text)]));
}

function numbered(texts: readonly string[]): string {
  return texts.map((text, at) => `${at + 1}. ${text}`).join('\n');
}

/** Everything else that is known, keys of others too. */
function facts(fields: Readonly<Record<string, unknown>>): string {
  return columns(
    Object.entries(fields).map(([key, value]) => [label(key), firstLine(valueWords(key, value))]),
  );
}

/** `earlier_outcome` -> `Earlier outcome`. */
function label(key: string): string {
  const words = key.replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** Keys of the format that hold a moment. */
const TIMES: ReadonlySet<string> = new Set(
  'created started completed closed reopened spawned ended raised made'.split(' '),
);

function valueWords(key: string, value: unknown): string {
  if (typeof value === 'string') {
    return TIMES.has(key) ? localTime(value) : value;
  }
  return Array.isArray(value) && value.every((each) => typeof each === 'string')
    ? value.join(', ')
    : JSON.stringify(value);
}
