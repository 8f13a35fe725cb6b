import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import type { Context } from '../../src/core/model/context';
import {
  assertWork,
  clone,
  comparable,
  contextPath,
  makeOrigin,
  unmerged,
  type Clone,
} from './support/clones';
import { useTemporaryFolder } from './support/temporaryFolder';

/** What people do with a context file that git could not merge. */
const RESOLUTIONS: Readonly<Record<string, (place: Clone) => void>> = {
  'left with its marks': () => undefined,
  'taken from ours': (place) => place.git('checkout', '--ours', '--', contextPath(place)),
  'taken from theirs': (place) => place.git('checkout', '--theirs', '--', contextPath(place)),
  deleted: (place) => {
    fs.rmSync(path.join(place.root, contextPath(place)));
  },
};

for (const union of [true, false]) {
  describe(`two clones whose journals git merges ${union ? 'line by line' : 'with marks'}`, () => {
    const folder = useTemporaryFolder();
    let one: Clone;
    let other: Clone;

    beforeEach(async () => {
      const origin = path.join(folder(), 'origin');
      await makeOrigin(origin, union);
      one = clone(origin, path.join(folder(), 'one'));
      other = clone(origin, path.join(folder(), 'other'));
      one.git('remote', 'add', 'other', other.root);
      other.git('remote', 'add', 'one', one.root);
    });

    /** Merges what the other one has committed; what could not be merged is left to the next command. */
    const merge = (into: Clone, from: Clone, resolve: (place: Clone) => void): void => {
      into.git('fetch', '--quiet', '--all');
      const remote = from === other ? 'other' : 'one';
      if (!into.tryGit('merge', '--no-edit', `${remote}/main`) && unmerged(into).length > 0) {
        resolve(into);
      }
    };
    const bothWork = async (): Promise<void> => {
      await one.work('one');
      one.commit('one');
      await other.work('other');
      other.commit('other');
    };
    const check = (place: Clone, context: Context, ...words: readonly string[]): void => {
      words.forEach((each) => {
        assertWork(context, each, place.folder);
      });
    };

    for (const [how, resolve] of Object.entries(RESOLUTIONS)) {
      it(`keep both sides' work, the context ${how}, and agree whichever side merged`, async () => {
        await bothWork();
        const [oneHead, otherHead] = [one, other].map((place) =>
          place.git('rev-parse', 'HEAD').trim(),
        );
        one.git('fetch', '--quiet', '--all');
        other.git('fetch', '--quiet', '--all');
        for (const [place, theirs] of [
          [one, otherHead],
          [other, oneHead],
        ] as const) {
          place.tryGit('merge', '--no-edit', theirs ?? '');
          resolve(place);
        }
        const seen = [one, other].map((place) => comparable(place.look()));
        assert.deepEqual(seen[0], seen[1]);
        const after = [await one.command('After'), await other.command('After')];
        check(one, after[0] ?? assert.fail(), 'one', 'other');
        check(other, after[1] ?? assert.fail(), 'one', 'other');
        assert.deepEqual(
          comparable(after[0] ?? assert.fail()),
          comparable(after[1] ?? assert.fail()),
        );
        // And once more: both have written down who is who.
        one.commit('merged');
        other.commit('merged');
        merge(one, other, resolve);
        const again = await one.command('Again');
        one.commit('again');
        merge(other, one, resolve);
        const last = await other.command('Last');
        check(one, again, 'one', 'other');
        check(other, last, 'one', 'other');
        assert.deepEqual(comparable(again, 'Again', 'Last'), comparable(last, 'Again', 'Last'));
        other.commit('last');
        one.git('fetch', '--quiet', '--all');
        one.git('merge', '--ff-only', 'other/main');
        assert.deepEqual(comparable(one.look()), comparable(other.look()));
      });
    }

    it('see the same in a window that was open all the time, before anybody writes', async () => {
      await bothWork();
      merge(one, other, () => undefined);
      check(one, one.look(), ...[]);
      assert.deepEqual(comparable(one.look()), comparable(one.look()));
    });

    it('keep the work of three that are merged one after the other, with nobody looking in between', async () => {
      const origin = path.join(folder(), 'origin');
      const third = clone(origin, path.join(folder(), 'third'));
      await bothWork();
      await third.work('third');
      third.commit('third');
      one.git('remote', 'add', 'third', third.root);
      one.git('fetch', '--quiet', '--all');
      for (const remote of ['other', 'third']) {
        one.tryGit('merge', '--no-edit', `${remote}/main`);
        one.commit(`with the marks of ${remote}`);
      }
      check(one, await one.command('After'), 'one', 'other', 'third');
    });

    it('keep everything when they are merged crosswise, again and again', async () => {
      await bothWork();
      merge(one, other, () => undefined);
      await one.command('one after');
      await one.work('one again');
      one.commit('one again');
      // The other side merges what one had before it merged.
      const before = one.git('rev-parse', 'HEAD^1').trim();
      other.git('fetch', '--quiet', '--all');
      other.tryGit('merge', '--no-edit', before);
      await other.command('other after');
      await other.work('other again');
      other.commit('other again');
      merge(one, other, () => undefined);
      const first = await one.command('Last');
      one.commit('last');
      merge(other, one, () => undefined);
      const second = await other.command('Very last');
      for (const [place, context] of [
        [one, first],
        [other, second],
      ] as const) {
        check(place, context, 'one', 'other', 'one again', 'other again');
      }
      assert.deepEqual(comparable(first, 'Very last'), comparable(second, 'Very last'));
    });

    it('keep everything when one is only moved forward', async () => {
      await one.work('one');
      one.commit('one');
      other.git('fetch', '--quiet', '--all');
      other.git('merge', '--ff-only', 'one/main');
      check(other, await other.command('After'), 'one');
    });

    it('keep everything when one is put on top of the other', async () => {
      await one.work('one');
      one.commit('one');
      await one.work('one again');
      one.commit('one again');
      await other.work('other');
      other.commit('other');
      one.git('fetch', '--quiet', '--all');
      let going = !one.tryGit('rebase', 'other/main');
      for (let steps = 0; going && steps < 5; steps += 1) {
        one.git('add', '--all');
        going = !one.tryGit('-c', 'core.editor=true', 'rebase', '--continue');
      }
      assert.ok(!going);
      check(one, await one.command('After'), 'one', 'one again', 'other');
      one.commit('after');
      merge(other, one, () => undefined);
      check(other, await other.command('Last'), 'one', 'one again', 'other');
    });

    it('keep everything once when a commit came by itself before the rest', async () => {
      await bothWork();
      const picked = other.git('rev-parse', 'HEAD').trim();
      await other.work('other again');
      other.commit('other again');
      one.git('fetch', '--quiet', '--all');
      if (!one.tryGit('cherry-pick', picked)) {
        one.git('add', '--all');
        one.git('-c', 'core.editor=true', 'cherry-pick', '--continue');
      }
      check(one, await one.command('Picked'), 'one', 'other');
      one.commit('picked');
      merge(one, other, () => undefined);
      check(one, await one.command('After'), 'one', 'other', 'other again');
      one.commit('after');
      merge(other, one, () => undefined);
      check(other, await other.command('Last'), 'one', 'other', 'other again');
    });

    it('keep an edit that nobody had taken over before the merge', async () => {
      // Who was later is called otherwise afterwards, and the edit speaks of what it was called before.
      await other.work('other');
      other.commit('other');
      await one.work('one');
      one.commit('one');
      const file = path.join(one.root, contextPath(one));
      const context = JSON.parse(fs.readFileSync(file, 'utf8')) as Context;
      for (const task of context.active_tasks ?? []) {
        if (task.description === 'Second task of one') {
          task['by_hand'] = 'yes';
        }
      }
      context.active_tasks?.push({
        id: 'TASK_900',
        description: 'By hand',
        depends_on: context.active_tasks
          .filter(({ description }) => description === 'Task of one')
          .map(({ id }) => id),
      });
      fs.writeFileSync(file, JSON.stringify(context, null, 2));
      one.commit('edited');
      merge(one, other, RESOLUTIONS['taken from ours'] ?? assert.fail());
      const after = await one.command('After');
      check(one, after, 'one', 'other');
      const tasks = after.active_tasks ?? [];
      assert.deepEqual(
        tasks.filter((task) => task['by_hand'] === 'yes').map(({ description }) => description),
        ['Second task of one'],
      );
      const byHand = tasks.find(({ description }) => description === 'By hand');
      const meant = tasks.find(({ description }) => description === 'Task of one');
      assert.deepEqual(byHand?.['depends_on'], [meant?.id]);
    });

    it('keep an edit that the other side had not taken over before the merge', async () => {
      await other.work('other');
      other.commit('other');
      await one.work('one');
      one.commit('one');
      const file = path.join(one.root, contextPath(one));
      const context = JSON.parse(fs.readFileSync(file, 'utf8')) as Context;
      for (const task of context.active_tasks ?? []) {
        if (task.description === 'Second task of one') {
          task['by_hand'] = 'yes';
        }
      }
      fs.writeFileSync(file, JSON.stringify(context, null, 2));
      one.commit('edited');
      merge(other, one, RESOLUTIONS['taken from theirs'] ?? assert.fail());
      const after = await other.command('After');
      check(other, after, 'one', 'other');
      assert.deepEqual(
        (after.active_tasks ?? [])
          .filter((task) => task['by_hand'] === 'yes')
          .map(({ description }) => description),
        ['Second task of one'],
      );
    });
  });
}
