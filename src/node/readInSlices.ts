import type { Atlas } from '../core/atlas';
import type { Context } from '../core/model/context';
import { atOnce, type Slices } from '../core/slices';
import { breath } from './slices';

/** How often a question is asked anew because something happened meanwhile, until nobody waits any more. */
const TURNS = 3;

/**
 * Asks a question whose answer takes long, as `Atlas.read` does, and lets others go on meanwhile. Where
 * they changed something, it is asked anew: an answer is about one moment.
 */
export async function readInSlices<R>(
  door: Pick<Atlas, 'read'>,
  query: (context: Context, now: string) => Slices<R>,
): Promise<R | undefined> {
  for (let turns = TURNS; turns > 0; turns -= 1) {
    const asked = door.read((context, now) => ({
      work: query(context, now),
      isAsItWas: isUnchanged(context),
    }));
    if (!asked) {
      return undefined;
    }
    while (door.read(asked.isAsItWas)) {
      const step = asked.work.next();
      if (step.done) {
        return step.value;
      }
      await breath();
    }
  }
  return door.read((context, now) => atOnce(query(context, now)));
}

/** A context is folded in place; then its revision is another one. */
function isUnchanged(before: Context): (now: Context) => boolean {
  const revision = before.atlas?.revision;
  return (now) => now === before && now.atlas?.revision === revision;
}
