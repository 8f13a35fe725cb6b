import * as z from 'zod';
import type { JournalRecord } from '../../core/journal/record';
import { text } from '../../core/operation';
import { itemView } from '../../core/queries/itemView';
import { LIST_KINDS, LIST_STATUSES, listItems } from '../../core/queries/listItems';
import { overview } from '../../core/queries/overview';
import { briefingText, readBriefing } from '../../node/comeBack';
import { itemWords } from '../../node/itemWords';
import { listWords } from '../../node/listWords';
import { statusWords } from '../../node/words';
import { tool, type MakeTool } from '../tool';

export const statusTool: MakeTool = () =>
  tool({
    name: 'status',
    title: 'Status',
    description: 'Where the orchestration stands: counts, who is at work, what waits for a person.',
    readOnly: true,
    input: z.strictObject({}),
    run(_values, { orchestration }) {
      const found = overview(orchestration.look());
      return { words: statusWords(found), data: { ...found } };
    },
  });

export const briefingTool: MakeTool = () =>
  tool({
    name: 'briefing',
    title: 'Briefing',
    description:
      'What happened since the last session, what waits for a person, what to do next. Changes nothing.',
    readOnly: true,
    input: z.strictObject({}),
    async run(_values, { orchestration }) {
      orchestration.look();
      const told = await readBriefing(orchestration.atlas, orchestration.folder);
      return { words: briefingText(told), data: { ...told } };
    },
  });

/** A model need not read thousands of items to find out that there are so many. */
const LISTED_AT_MOST = 100;

export const listTool: MakeTool = () =>
  tool({
    name: 'list',
    title: 'List items',
    description: `List what the orchestration holds of one kind. status is one of: ${statuses()}.`,
    readOnly: true,
    input: z.strictObject({
      kind: z.enum(LIST_KINDS),
      status: text.optional().describe('Only those in this state.'),
      objective: text.optional().describe('Only what serves this objective, such as OBJ_001.'),
      limit: z
        .number()
        .int()
        .min(1)
        .default(LISTED_AT_MOST)
        .describe('At most so many; of insights and sessions the newest.'),
    }),
    run({ kind, status, objective, limit }, { orchestration }) {
      const context = orchestration.look();
      let history: readonly JournalRecord[] | undefined;
      const readHistory = () => (history ??= orchestration.atlas.history());
      const list = (most?: number) =>
        listItems(context, kind, { status, objective, limit: most }, readHistory);
      const [all, items] = [list(), list(limit)];
      const words = listWords(kind, items, status !== undefined || objective !== undefined);
      const more = all.length - items.length;
      return {
        words: more > 0 ? `${words}\nand ${more} more` : words,
        data: { kind, items, total: all.length },
      };
    },
  });

function statuses(): string {
  return Object.entries(LIST_STATUSES)
    .filter(([, states]) => states.length > 0)
    .map(([kind, states]) => `${kind} ${states.join('|')}`)
    .join('; ');
}

export const showTool: MakeTool = () =>
  tool({
    name: 'show',
    title: 'Show an item',
    description:
      'Show an objective, a task, an agent (with its report) or a decision, with all that belongs to it.',
    readOnly: true,
    input: z.strictObject({ id: text.describe('Such as OBJ_001, TASK_026, AGENT_0007, DEC_003.') }),
    run({ id }, { orchestration }) {
      const view = itemView(orchestration.look(), id);
      return { words: itemWords(view), data: { kind: view.kind, ...view.item } };
    },
  });
