import type * as z from 'zod';

/** What is known of an item of somebody else's file: its keys, and that nothing of it may be lost. */
export type Fields = Readonly<Record<string, unknown>>;

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The text under a key; undefined where there is none, or it says nothing. */
export function textAt(fields: Fields, key: string): string | undefined {
  const value = Object.hasOwn(fields, key) ? fields[key] : undefined;
  return typeof value === 'string' && value !== '' ? value : undefined;
}

export function without(fields: Fields, ...keys: readonly string[]): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([key]) => !keys.includes(key)));
}

/** Moves what stands under a key that Atlas needs for itself: `status` -> `imported_status`. */
export function setAside(fields: Fields, key: string, value: unknown = fields[key]): Fields {
  return keepAside(without(fields, key), key, value);
}

/** Adds a value under `imported_<key>`, or under a longer name where that one is taken. */
export function keepAside(fields: Fields, key: string, value: unknown): Fields {
  let free = `imported_${key}`;
  while (Object.hasOwn(fields, free)) {
    free = `imported_${free}`;
  }
  return { ...fields, [free]: value };
}

/** Gives a text its name in the process' format, unless there is a text of that name already. */
export function renamed(fields: Fields, from: string, to: string): Fields {
  const value = textAt(fields, from);
  if (value === undefined || textAt(fields, to) !== undefined) {
    return fields;
  }
  const others = without(fields, from);
  return { ...(Object.hasOwn(others, to) ? setAside(others, to) : others), [to]: value };
}

/** Makes sure of a text that the process' format must have. */
export function withText(fields: Fields, key: string, fallback: string): Fields {
  if (textAt(fields, key) !== undefined) {
    return fields;
  }
  return { ...(Object.hasOwn(fields, key) ? setAside(fields, key) : fields), [key]: fallback };
}

/**
 * Sets aside what has a key of the process' format and another form. It would make the whole context
 * unreadable; as somebody else's key it harms nobody.
 */
export function fitted(schema: z.ZodType, fields: Fields): Fields {
  const misfits = new Set(schema.safeParse(fields).error?.issues.map(({ path }) => path[0]));
  return [...misfits].reduce<Fields>(
    (rest, key) => (typeof key === 'string' ? setAside(rest, key) : rest),
    fields,
  );
}
