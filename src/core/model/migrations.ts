import { SCHEMA_VERSION, type Context } from './context';

/**
 * Steps from one version of the format to the next; index 0 leads from version 0 (the process' own
 * format, without a key of ours) to 1.
 */
const STEPS: readonly ((context: Context) => Context)[] = [
  // 0 -> 1: our bookkeeping came beside the published keys.
  (context) => context,
  // 1 -> 2: the journal. `revision` is the number of its last event, and counts anew with it.
  (context) => ({ ...context, atlas: { schema_version: 2, ...context.atlas, revision: 0 } }),
];

/** The context in the present version; the same object where it is in it already. */
export function migrated(context: Context): Context {
  const version = context.atlas?.schema_version ?? 0;
  if (version >= SCHEMA_VERSION) {
    return context;
  }
  const stepped = STEPS.slice(Math.max(0, version)).reduce((before, step) => step(before), context);
  const atlas = { schema_version: SCHEMA_VERSION, revision: 0, ...stepped.atlas };
  return { ...stepped, atlas: { ...atlas, schema_version: SCHEMA_VERSION } };
}
