import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { ToHost, Words } from '../protocol/dashboard';

/** What the page keeps of itself while it is hidden, and over a reload of the window. */
export interface Kept {
  readonly folder: string | null;
  /** Which details are open. */
  readonly open: readonly string[];
  readonly scroll: number;
}

/** What VS Code gives to the script of a page, once. */
export interface PageApi {
  postMessage(message: ToHost): void;
  getState(): Kept | undefined;
  setState(kept: Kept): void;
}

/** What every part of the page needs. */
export interface Page {
  readonly words: Words;
  readonly language: string;
  readonly send: (message: ToHost) => void;
  readonly isOpen: (key: string) => boolean;
  readonly setOpen: (key: string, open: boolean) => void;
}

export const PageContext = createContext<Page | undefined>(undefined);

export function usePage(): Page {
  const page = useContext(PageContext);
  if (!page) {
    throw new Error('a part of the page is drawn outside of it');
  }
  return page;
}
