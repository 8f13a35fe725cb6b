/**
 * Comparing and reading JSON values. A key whose value is undefined counts as absent, because no file
 * can say it. Keys are only ever looked up as the object's own, and written by defining them: a file
 * may have a key such as `__proto__`, and it is a key like any other.
 */

export type JsonObject = Readonly<Record<string, unknown>>;

/** True for an object that is no array and not null. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value of an object's own key; undefined when there is none, or when it is no object. */
export function ownValue(object: unknown, key: string): unknown {
  return isJsonObject(object) && Object.hasOwn(object, key) ? object[key] : undefined;
}

/** The keys and values of an object that a file would show. */
export function presentEntries(object: JsonObject): [string, unknown][] {
  return Object.entries(object).filter(([, value]) => value !== undefined);
}

/** Writes a key into an object that the caller owns. */
export function defineKey(object: JsonObject, key: string, value: unknown): void {
  Object.defineProperty(object, key, {
    value,
    writable: true,
    enumerable: true,
    configurable: true,
  });
}

/** Whether two values are the same JSON, whatever the order of keys. */
export function sameJson(left: unknown, right: unknown): boolean {
  if (left === right) {
    return true;
  }
  if (Array.isArray(left) && Array.isArray(right)) {
    return (
      left.length === right.length && left.every((value, index) => sameJson(value, right[index]))
    );
  }
  if (!isJsonObject(left) || !isJsonObject(right)) {
    return false;
  }
  const entries = presentEntries(left);
  return (
    entries.length === presentEntries(right).length &&
    entries.every(([key, value]) => sameJson(value, ownValue(right, key)))
  );
}

/** A text that two values share exactly when they are the same JSON: something to look them up by. */
export function canonicalText(value: unknown): string {
  return JSON.stringify(sorted(value));
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(sorted);
  }
  if (!isJsonObject(value)) {
    return value;
  }
  // Unlike an assignment, fromEntries defines what it is given, `__proto__` included.
  return Object.fromEntries(
    presentEntries(value)
      .sort(([left], [right]) => (left < right ? -1 : 1))
      .map(([key, inner]) => [key, sorted(inner)]),
  );
}
