/** What a window's thread can be asked to do; see threadProgram.ts. */
export type ThreadTask = PublishTask | ({ readonly what: 'read' } & ReadTask);

/** Brings a large context file up to date with its journal. */
export interface PublishTask {
  readonly what: 'publish';
  readonly root: string;
  readonly slug: string;
}

/** What is to be read, and what the window knows of it already. */
export interface ReadTask {
  readonly root: string;
  readonly slug: string;
  /** The last event that the window has folded, and where its line ends. */
  readonly folded?: { readonly head: string; readonly end: number } | undefined;
}
