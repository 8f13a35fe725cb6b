import type { Context } from '../model/context';

/** A context from elsewhere, as its file and the files beside it said. */
export interface ImportSource {
  /** The file as it is shown to people. */
  readonly name: string;
  readonly value: unknown;
  /** What older scripts saved beside it, `state_<phase>_<stamp>.json`. */
  readonly snapshots: readonly { readonly name: string; readonly value: unknown }[];
}

export interface ImportedInsight {
  readonly text: string;
  readonly category?: string;
  readonly recorded?: string;
}

/** One saved state of the past, whole. */
export interface ImportedSnapshot {
  readonly file: string;
  readonly phase: string;
  readonly status: string;
  readonly taken: string | undefined;
  readonly value: unknown;
}

/** A context from elsewhere in the process' format. Nothing that its files said is missing here. */
export interface Imported {
  /** Where it came from, under a name that stays: the older project id, else the project's name. */
  readonly origin: string;
  readonly layout: 'older' | 'process';
  /** Every item has an id of its own and says `imported_from`. */
  readonly context: Context;
  readonly insights: readonly ImportedInsight[];
  /** In the order they were taken. */
  readonly snapshots: readonly ImportedSnapshot[];
  /** What is neither an item nor an insight, under the keys it had. */
  readonly kept: Readonly<Record<string, unknown>>;
}

/** How a snapshot is remembered once it was taken over. */
export function snapshotKey({ file, taken }: Pick<ImportedSnapshot, 'file' | 'taken'>): string {
  return taken === undefined ? file : `${file} ${taken}`;
}
