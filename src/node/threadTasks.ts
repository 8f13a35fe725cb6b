/** What a window's thread can be asked to do; see threadProgram.ts. */
export type ThreadTask =
  | ({ readonly what: 'publish' | 'settle' | 'examine' | 'repair' } & FilesTask)
  | ({ readonly what: 'read' } & ReadTask)
  | ({ readonly what: 'history' } & HistoryTask)
  | ({ readonly what: 'import' } & ImportTask);

/** Whose files it is about. */
export interface FilesTask {
  /** The workspace folder. */
  readonly root: string;
  readonly slug: string;
}

/** What is to be read, and what the window knows of it already. */
export interface ReadTask extends FilesTask {
  /** The last event that the window has folded, and where its line ends. */
  readonly folded?: { readonly head: string; readonly end: number } | undefined;
}

export interface HistoryTask extends FilesTask {
  /** ISO 8601; what was recorded before may be left out. */
  readonly since?: string | undefined;
}

export interface ImportTask {
  readonly root: string;
  /** Which of several orchestrations of the folder it comes into. */
  readonly project: string | undefined;
  /** A context file or a folder that holds one, from the workspace folder on. */
  readonly file: string;
  /** How the journal names who acts. */
  readonly actor: string;
}
