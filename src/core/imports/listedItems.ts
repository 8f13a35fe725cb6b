import { Decision, type Context } from '../model/context';
import { ITEM_KINDS, type ItemKind } from '../model/ids';
import {
  fitted,
  isFields,
  keepAside,
  renamed,
  textAt,
  without,
  withText,
  type Fields,
} from './fields';
import { identities } from './identities';

/** The lists of a context that hold items; those of Atlas are below `atlas`. */
const LISTS = [
  { list: 'objectives', kind: 'objective', ours: false },
  { list: 'active_tasks', kind: 'task', ours: false },
  { list: 'completed_tasks', kind: 'task', ours: false },
  { list: 'closed_tasks', kind: 'task', ours: true },
  { list: 'spawned_agents', kind: 'agent', ours: false },
  { list: 'pending_decisions', kind: 'decision', ours: false },
  { list: 'decisions_made', kind: 'decision', ours: true },
] as const;
export type ListName = (typeof LISTS)[number]['list'];

const namesOf = (ours: boolean): ListName[] =>
  LISTS.filter((entry) => entry.ours === ours).map(({ list }) => list);
export const PUBLISHED_LISTS = namesOf(false);
export const OUR_LISTS = namesOf(true);

export interface Item {
  readonly id: string;
  readonly [key: string]: unknown;
}

export interface ListedItem {
  readonly list: ListName;
  readonly kind: ItemKind;
  readonly item: Item;
  /** See `Identity`. */
  readonly label: string;
}

/** Where each kind says what it is about, and since when it is there. */
export const KEYS_OF: Record<ItemKind, { readonly text: string; readonly time: string }> = {
  objective: { text: 'description', time: 'created' },
  task: { text: 'description', time: 'created' },
  agent: { text: 'mission', time: 'spawned' },
  decision: { text: 'question', time: 'raised' },
};

/** Every item of a context by kind and list, each with an id that no other of its kind has. */
export function listedItems(context: Context): ListedItem[] {
  return ITEM_KINDS.flatMap((kind) => {
    const entries = LISTS.filter((entry) => entry.kind === kind).flatMap(({ list, ours }) =>
      valuesIn(ours ? context.atlas : context, list).map((value) => ({
        list,
        fields: kind === 'decision' ? toDecision(value) : (value as Fields),
      })),
    );
    const names = identities(
      entries.map(({ fields }) => fields),
      kind,
      { textKey: KEYS_OF[kind].text, idOf: (old) => old },
    );
    return names.map(({ id, label }, index) => {
      const { list, fields = {} } = entries[index] ?? { list: 'objectives' };
      return { list, kind, label, item: withId(fields, id) };
    });
  });
}

/** The context with these items in its lists; a list that it does not have is not made. */
export function withItems(context: Context, items: readonly ListedItem[]): Context {
  const lists = (holder: Fields, names: readonly ListName[]): Fields =>
    Object.fromEntries(
      names
        .filter((name) => Object.hasOwn(holder, name))
        .map((name) => [name, items.filter(({ list }) => list === name).map(({ item }) => item)]),
    );
  return {
    ...context,
    ...lists(context, PUBLISHED_LISTS),
    ...(context.atlas ? { atlas: { ...context.atlas, ...lists(context.atlas, OUR_LISTS) } } : {}),
  };
}

function valuesIn(holder: Fields | undefined, list: ListName): readonly unknown[] {
  const values = holder?.[list];
  return Array.isArray(values) ? values : [];
}

function withId(fields: Fields, id: string): Item {
  return fields['id'] === id ? (fields as Item) : { id, ...without(fields, 'id') };
}

/** Keys under which other tools put the question of a decision. */
const QUESTIONS = ['description', 'decision', 'title', 'text'];

/** Other tools put what they like into `pending_decisions`, plain sentences above all. */
function toDecision(value: unknown): Fields {
  if (typeof value === 'string' && value !== '') {
    return { question: value };
  }
  if (!isFields(value)) {
    return keepAside({ question: JSON.stringify(value) }, 'decision', value);
  }
  const asked = QUESTIONS.reduce<Fields>((fields, key) => renamed(fields, key, 'question'), value);
  const decision = withText(asked, 'question', textAt(asked, 'id') ?? JSON.stringify(value));
  return without(
    fitted(Decision, { id: '', ...decision }),
    ...(textAt(decision, 'id') ? [] : ['id']),
  );
}
