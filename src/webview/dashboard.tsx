import { render, type VNode } from 'preact';
import { useEffect, useMemo, useState } from 'preact/hooks';
import type { Dashboard, Snapshot, ToPage } from '../protocol/dashboard';
import { AdviceSection } from './advice';
import { Cards } from './cards';
import { PageContext, type Kept, type Page, type PageApi } from './page';
import { QueueSection } from './queue';
import { TimelineSection } from './timeline';
import { WeeksSection } from './weeks';

declare function acquireVsCodeApi(): PageApi;

const api = acquireVsCodeApi();
let kept: Kept = { folder: null, open: [], scroll: 0, ...api.getState() };

function keep(changes: Partial<Kept>): void {
  kept = { ...kept, ...changes };
  api.setState(kept);
}

/** Where the page was scrolled to comes back with its first content. */
let isScrolled = false;

function App(): VNode | null {
  const [snapshot, setSnapshot] = useState<Snapshot>();
  const [open, setOpen] = useState<ReadonlySet<string>>(() => new Set(kept.open));
  useEffect(() => {
    const hear = ({ data }: MessageEvent<ToPage>): void => {
      keep({ folder: data.snapshot.folder });
      setSnapshot(data.snapshot);
    };
    window.addEventListener('message', hear);
    api.postMessage({ type: 'ready', folder: kept.folder });
    return () => {
      window.removeEventListener('message', hear);
    };
  }, []);
  useEffect(() => {
    if (snapshot && !isScrolled) {
      isScrolled = true;
      window.scrollTo(0, kept.scroll);
    }
  }, [snapshot]);
  const page = useMemo<Page | undefined>(
    () =>
      snapshot && {
        words: snapshot.words,
        language: snapshot.language,
        send: (message) => {
          api.postMessage(message);
        },
        isOpen: (key) => open.has(key),
        setOpen: (key, isOpen) => {
          setOpen((before) => {
            if (before.has(key) === isOpen) {
              return before;
            }
            const after = new Set(before);
            if (isOpen) {
              after.add(key);
            } else {
              after.delete(key);
            }
            keep({ open: [...after] });
            return after;
          });
        },
      },
    [snapshot, open],
  );
  if (!snapshot || !page) {
    return null;
  }
  const { content } = snapshot;
  return (
    <PageContext.Provider value={page}>
      <main class={`page in-${snapshot.place}`}>
        <Head snapshot={snapshot} page={page} />
        {'nothing' in content ? <p class="nothing">{content.nothing}</p> : <Body shown={content} />}
      </main>
    </PageContext.Provider>
  );
}

function Head({ snapshot, page }: { snapshot: Snapshot; page: Page }): VNode {
  const { content, folders, folder, words, place } = snapshot;
  const hasContent = !('nothing' in content);
  return (
    <header class="head">
      <div class="title">
        <h1>{hasContent ? content.project : words.metrics}</h1>
        {hasContent && <p class="soft">{content.measured}</p>}
      </div>
      <div class="tools">
        {folders.length > 1 && (
          <label class="choice">
            <span>{words.orchestration}</span>
            <select
              value={folder ?? ''}
              onChange={(event) => {
                page.send({ type: 'choose', folder: event.currentTarget.value });
              }}
            >
              {folders.map(({ key, name }) => (
                <option key={key} value={key}>
                  {name}
                </option>
              ))}
            </select>
          </label>
        )}
        {hasContent && place === 'tab' && (
          <button
            type="button"
            class="button"
            onClick={() => {
              page.send({ type: 'export' });
            }}
          >
            {words.export}
          </button>
        )}
      </div>
    </header>
  );
}

function Body({ shown }: { shown: Dashboard }): VNode {
  return (
    <>
      <AdviceSection advice={shown.advice} />
      <Cards cards={shown.cards} />
      <TimelineSection timeline={shown.timeline} />
      <WeeksSection part={shown.weeks} />
      <QueueSection queue={shown.queue} />
    </>
  );
}

let scrolling: number | undefined;
window.addEventListener(
  'scroll',
  () => {
    window.clearTimeout(scrolling);
    scrolling = window.setTimeout(() => {
      keep({ scroll: window.scrollY });
    }, 200);
  },
  { passive: true },
);

const root = document.getElementById('page');
if (root) {
  render(<App />, root);
}
