import * as assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { arranged, AS_IT_IS, SORT_ORDERS } from '../../../src/core/queries/arrangedTree';
import type { ObjectiveNode } from '../../../src/core/queries/treeNodes';
import { objectiveTree } from '../../../src/core/queries/objectiveTree';
import { taskStanding } from '../../../src/core/queries/taskStanding';
import { contexts } from '../support/contexts';
import { steps, walk } from '../support/steps';

const ids = (tree: readonly ObjectiveNode[]): unknown =>
  tree.map(({ objective, tasks }) => [objective?.id, tasks.map(({ task }) => task.id)]);

describe('arranged, for every tree', function () {
  this.timeout(20_000);
  const trees = fc.tuple(contexts, steps).map(
    ([before, taken]) =>
      () =>
        objectiveTree(walk(before, taken).after),
  );

  it('is the tree itself where nothing is asked for', () => {
    fc.assert(
      fc.property(trees, (tree) => {
        assert.deepEqual(ids(arranged(tree(), AS_IT_IS)), ids(tree()));
      }),
      { numRuns: 60 },
    );
  });

  it('leaves out what does not have the words, and nothing that has them', () => {
    const words = fc.string({ minLength: 1, maxLength: 2 });
    fc.assert(
      fc.property(trees, words, (tree, text) => {
        const wanted = text.trim().toLowerCase();
        const has = (...said: (string | undefined)[]): boolean =>
          said.some((each) => each?.toLowerCase().includes(wanted));
        // Slow and obvious: each task by itself.
        const expected = tree().flatMap(({ objective, tasks }) => {
          const whole = wanted === '' || has(objective?.id, objective?.description);
          const left = tasks.filter(
            ({ task, agents }) =>
              whole ||
              has(task.id, task.description) ||
              agents.some(({ agent }) => has(agent.id, agent.type, agent.mission)),
          );
          return whole || left.length > 0 ? [[objective?.id, left.map(({ task }) => task.id)]] : [];
        });
        assert.deepEqual(ids(arranged(tree(), { ...AS_IT_IS, text })), expected);
      }),
      { numRuns: 60 },
    );
  });

  it('shows the same tasks in every order, and hides only what is over', () => {
    fc.assert(
      fc.property(trees, fc.constantFrom(...SORT_ORDERS), fc.boolean(), (tree, sort, hide) => {
        const shown = arranged(tree(), { sort, hideCompleted: hide, text: '' });
        const tasks = shown.flatMap((node) => node.tasks.map(({ task }) => task.id)).sort();
        const all = tree().flatMap((node) => node.tasks);
        const over = new Set(['completed', 'cancelled']);
        const expected = all.filter((node) => !(hide && over.has(taskStanding(node))));
        assert.deepEqual(tasks, expected.map(({ task }) => task.id).sort());
      }),
      { numRuns: 60 },
    );
  });
});
