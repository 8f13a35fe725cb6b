import * as assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { applyChanges } from '../../../src/core/changes/applyChanges';
import {
  VALUE_LISTS,
  kindOf,
  pathOf,
  type ContextChange,
} from '../../../src/core/changes/contextChange';
import { diffContexts } from '../../../src/core/changes/diffContexts';
import { rebaseChanges } from '../../../src/core/changes/rebaseChanges';
import type { Context } from '../../../src/core/model/context';
import { ITEM_KINDS, type ItemKind } from '../../../src/core/model/ids';
import { deepFreeze } from '../support/deepFreeze';
import {
  at,
  clone,
  comparable,
  freshIds,
  itemsIn,
  leavesOf,
  listIn,
  pairs,
  triples,
  whoIs,
} from './generatedContexts';

interface Triple {
  readonly base: Context;
  readonly ours: Context;
  readonly theirs: Context;
}

const RUNS = { numRuns: 1500 };

function rebased({ base, ours, theirs }: Triple, trustRemovals: boolean): ContextChange[] {
  deepFreeze([base, ours, theirs]);
  return rebaseChanges(clone(diffContexts(base, theirs)), {
    base,
    ours,
    nextId: freshIds(base, ours),
    trustRemovals,
  });
}

/** Runs a check on what comes of every triple, with removals meant and not. */
function forAllMerges(
  check: (sides: Triple, merged: Context, trustRemovals: boolean) => void,
): void {
  fc.assert(
    fc.property(triples, fc.boolean(), (sides, trustRemovals) => {
      check(sides, applyChanges(sides.ours, rebased(sides, trustRemovals)), trustRemovals);
    }),
    RUNS,
  );
}

/** True when one path leads through the other: a change at one speaks of the other as well. */
function meet(one: readonly string[], other: readonly string[]): boolean {
  return one.every((key, index) => index >= other.length || key === other[index]);
}

/** The paths of an item that theirs speak of; an item both added is spoken of in all its keys. */
function spokenOf(
  changes: readonly ContextChange[],
  kind: ItemKind,
  id: string,
  who: string,
): string[][] {
  return changes.flatMap((change) => {
    if (change.op === 'add' && kindOf(change.list) === kind && whoIs(kind, change.item) === who)
      return Object.keys(change.item).map((key) => [key]);
    return (change.op === 'set' || change.op === 'unset') &&
      change.kind === kind &&
      change.id === id
      ? [[...change.path]]
      : [];
  });
}

describe('rebaseChanges, whatever both sides did', () => {
  it('loses nothing of ours that theirs did not speak of', () => {
    forAllMerges(({ base, ours, theirs }, merged, trustRemovals) => {
      const changes = diffContexts(base, theirs);
      for (const kind of ITEM_KINDS) {
        const known = new Map(itemsIn(base, kind).map((found) => [found.item.id, found]));
        const after = new Map(itemsIn(merged, kind).map((found) => [found.item.id, found]));
        for (const { list, item } of itemsIn(ours, kind)) {
          const { id } = item;
          const before = known.get(id);
          const removed = changes.some(
            (change) => change.op === 'remove' && kindOf(change.list) === kind && change.id === id,
          );
          const now = after.get(id);
          if (!now) {
            assert.ok(removed && trustRemovals, `${id} is lost`);
            assert.deepEqual({ list, item }, { list: before?.list, item: before?.item });
            continue;
          }
          const moved = changes.some(
            (change) => change.op === 'move' && change.kind === kind && change.id === id,
          );
          assert.ok(now.list === list || (moved && before?.list === list), `${id} was moved`);
          const spoken = spokenOf(changes, kind, id, whoIs(kind, item));
          for (const [path, value] of leavesOf(item)) {
            if (!spoken.some((other) => meet(path, other)))
              assert.deepEqual(at(now.item, path), value);
          }
        }
      }
    });
  });

  it('loses no value and no key of ours that theirs did not speak of', () => {
    forAllMerges(({ base, ours, theirs }, merged) => {
      const changes = diffContexts(base, theirs);
      const spoken = changes.flatMap((change) =>
        change.op === 'setKey' || change.op === 'unsetKey' ? [change.path] : [],
      );
      const lists = VALUE_LISTS.map(pathOf);
      for (const [path, value] of leavesOf(ours)) {
        if (![...spoken, ...lists].some((other) => meet(path, other)))
          assert.deepEqual(at(merged, path), value);
      }
      const gone = changes.flatMap((change) =>
        change.op === 'removeValue' ? [JSON.stringify(change.was)] : [],
      );
      for (const list of ['key_insights', 'pending_decisions'] as const) {
        const texts = (context: Context): string[] =>
          (listIn(context, list) ?? []).map((value) => JSON.stringify(value));
        const [before, after] = [texts(ours), texts(merged)];
        for (const text of new Set(before)) {
          const count = (all: string[]): number => all.filter((other) => other === text).length;
          if (!text.includes('"id":"')) assert.ok(count(after) >= count(before) - count(gone));
        }
      }
    });
  });

  it('has everything that theirs added exactly once', () => {
    forAllMerges(({ base, ours, theirs }, merged) => {
      for (const change of diffContexts(base, theirs)) {
        if (change.op === 'add') {
          const kind = kindOf(change.list);
          const who = whoIs(kind, change.item);
          const count = (context: Context): number =>
            itemsIn(context, kind).filter(({ item }) => whoIs(kind, item) === who).length;
          // The base, too, may have come to hold an item that reads the same.
          const elsewhere = itemsIn(ours, kind).filter(
            ({ item }) => item.id !== change.item.id && whoIs(kind, item) === who,
          ).length;
          const twins = itemsIn(theirs, kind).filter(
            ({ item }) => whoIs(kind, item) === who,
          ).length;
          if (elsewhere === 0 && twins === 1) assert.equal(count(merged), 1);
          else assert.ok(count(merged) >= 1);
        }
        if (change.op === 'addValue') {
          assert.ok(
            listIn(merged, change.list)?.some(
              (value) => JSON.stringify(value) === JSON.stringify(change.value),
            ),
          );
        }
      }
    });
  });

  it('says of every item what theirs last said', () => {
    forAllMerges(({ base, ours, theirs }, merged) => {
      const changes = diffContexts(base, theirs);
      const added = new Set(
        changes.flatMap((change) => (change.op === 'add' ? [change.item.id] : [])),
      );
      for (const change of changes) {
        if (change.op !== 'set' || change.path[0] === 'status') continue;
        const now = itemsIn(merged, change.kind).find(({ item }) => item.id === change.id);
        const value = JSON.stringify(change.value);
        // An id in it may have become another one, and ours may have put something else in its way.
        const renamed = [...added].some((id) => value.includes(id));
        const inOurs = itemsIn(ours, change.kind).find(({ item }) => item.id === change.id);
        const blocked = change.path.some((_, depth) => {
          const above = at(inOurs?.item, change.path.slice(0, depth));
          const isObject = typeof above === 'object' && above !== null && !Array.isArray(above);
          return above !== undefined && !isObject;
        });
        if (!now || renamed || blocked) continue;
        for (const [path, leaf] of leavesOf(change.value, change.path)) {
          if (typeof leaf !== 'object' || leaf === null) assert.deepEqual(at(now.item, path), leaf);
        }
      }
    });
  });

  it('gives no id twice', () => {
    forAllMerges((_, merged) => {
      for (const kind of ITEM_KINDS) {
        const ids = itemsIn(merged, kind).map(({ item }) => item.id);
        assert.equal(new Set(ids).size, ids.length, ids.join(' '));
      }
    });
  });

  it('lets every reference of an added item lead to the item that was meant', () => {
    forAllMerges(({ base, theirs }, merged) => {
      const added = diffContexts(base, theirs).filter((change) => change.op === 'add');
      const objectives = added.filter(({ list }) => list === 'objectives');
      for (const { list, item } of added) {
        const meant = objectives.find(({ item: { id } }) => id === item['objective']);
        if (kindOf(list) === 'task' && meant) {
          const who = whoIs('task', item);
          const now = itemsIn(merged, 'task').find((found) => whoIs('task', found.item) === who);
          const target = itemsIn(merged, 'objective').find(
            (found) => found.item.id === now?.item['objective'],
          );
          assert.equal(target && whoIs('objective', target.item), whoIs('objective', meant.item));
        }
      }
    });
  });

  it('makes nothing of the same edit when it is seen again', () => {
    forAllMerges((sides, merged, trustRemovals) => {
      assert.deepEqual(rebased({ ...sides, ours: merged }, trustRemovals), []);
    });
  });

  it('records only what changes something, and never the same twice', () => {
    forAllMerges((sides, merged, trustRemovals) => {
      const changes = rebased(sides, trustRemovals);
      changes.reduce((context, change) => {
        const next = applyChanges(context, [change]);
        assert.notDeepEqual(next, context);
        return next;
      }, sides.ours);
      assert.deepEqual(applyChanges(sides.ours, clone(changes)), merged);
    });
  });

  it('gives theirs when ours is still the base', () => {
    fc.assert(
      fc.property(pairs, triples, ([one, other], { base, theirs }) => {
        for (const [from, to] of [
          [one, other],
          [base, theirs],
        ] as const) {
          const changes = rebased({ base: from, ours: from, theirs: to }, true);
          assert.deepEqual(comparable(applyChanges(from, changes)), comparable(to));
        }
      }),
      RUNS,
    );
  });

  it('keeps everything that the base had when only they changed and removals are not meant', () => {
    fc.assert(
      fc.property(triples, ({ base, theirs }) => {
        const merged = applyChanges(base, rebased({ base, ours: base, theirs }, false));
        for (const kind of ITEM_KINDS) {
          const ids = new Set(itemsIn(merged, kind).map(({ item }) => item.id));
          assert.ok(itemsIn(base, kind).every(({ item }) => ids.has(item.id)));
        }
      }),
      RUNS,
    );
  });
});
