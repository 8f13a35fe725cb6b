import type { Path } from './contextChange';
import { isJsonObject, ownValue, presentEntries, sameJson, type JsonObject } from './jsonValues';

/** What a value was and is; undefined stands for nothing. */
export interface Difference {
  readonly path: Path;
  readonly was: unknown;
  readonly value: unknown;
}

/**
 * Where two objects differ: key by key, down into plain objects, so that two people who changed
 * different keys of the same object do not get into each other's way. Arrays count as a whole.
 * @param skip whether a path is somebody else's business
 */
export function differencesBetween(
  before: JsonObject,
  after: JsonObject,
  skip: (path: Path) => boolean,
  above: Path = [],
): Difference[] {
  if (before === after) {
    return [];
  }
  const keys = [...new Set([...Object.keys(after), ...Object.keys(before)])];
  return keys.flatMap((key) => {
    const was = ownValue(before, key);
    const value = ownValue(after, key);
    const both = isJsonObject(was) && isJsonObject(value);
    if (!both && sameJson(was, value)) {
      return [];
    }
    const path = [...above, key];
    if (skip(path)) {
      return [];
    }
    return both ? differencesBetween(was, value, skip, path) : [{ path, was, value }];
  });
}

/**
 * What has to be set so that an object also says what another one says. Takes nothing away: keys that
 * only the first one has stay. A `was` of undefined means that there was nothing.
 */
export function additionsTo(present: unknown, wanted: unknown, path: Path): Difference[] {
  if (isJsonObject(present) && isJsonObject(wanted)) {
    return presentEntries(wanted).flatMap(([key, value]) =>
      additionsTo(ownValue(present, key), value, [...path, key]),
    );
  }
  return sameJson(present, wanted) ? [] : [{ path, was: present, value: wanted }];
}
