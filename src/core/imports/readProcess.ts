import { AtlasError } from '../errors';
import { Context, SCHEMA_VERSION } from '../model/context';
import { isFields, setAside, textAt, without, type Fields } from './fields';
import type { Imported } from './imported';
import { readInsights } from './insights';
import { listedItems, OUR_LISTS, PUBLISHED_LISTS, withItems, type Item } from './listedItems';
import { requireForm } from './refusals';

/**
 * A context that is in the process' format already.
 * @param file its name as people should read it in an error
 * @throws AtlasError importUnreadable, contextNewer
 */
export function readProcess(value: unknown, file: string): Omit<Imported, 'snapshots'> {
  refuseNewer(value, file);
  requireForm(Context, value, file);
  // Not what zod parsed: it drops a key that is called __proto__.
  const context = value as Context;
  const origin = context.project_name || file;
  const items = listedItems(context).map((entry) => ({
    ...entry,
    item: withOrigin(entry.item, `${origin}:${entry.label}`),
  }));
  const { insights, odd } = readInsights(context.key_insights ?? []);
  return {
    origin,
    layout: 'process',
    context: withItems(context, items),
    insights,
    kept: {
      ...without(context, ...PUBLISHED_LISTS, 'key_insights', 'atlas'),
      ...(odd.length > 0 ? { key_insights: odd } : {}),
      ...(context.atlas ? { atlas: without(context.atlas, ...OUR_LISTS) } : {}),
    },
  };
}

/** An item that was imported there itself keeps where it came from first: it is still the same item. */
function withOrigin(item: Item, from: string): Item {
  if (textAt(item, 'imported_from') !== undefined) {
    return item;
  }
  const free: Fields = Object.hasOwn(item, 'imported_from')
    ? setAside(item, 'imported_from')
    : item;
  return { ...free, id: item.id, imported_from: from };
}

/** Before anything else, because a newer form need not be ours in any other way. */
function refuseNewer(value: unknown, file: string): void {
  const atlas = isFields(value) ? value['atlas'] : undefined;
  const found = isFields(atlas) ? atlas['schema_version'] : undefined;
  if (typeof found === 'number' && found > SCHEMA_VERSION) {
    throw new AtlasError('contextNewer', { file, found, known: SCHEMA_VERSION });
  }
}
