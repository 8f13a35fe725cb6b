import type { ComponentChildren, VNode } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Item, ItemRef } from '../protocol/dashboard';
import { usePage } from './page';

/** A section with its heading. */
export function Section({
  name,
  title,
  children,
}: {
  name: string;
  title: string;
  children: ComponentChildren;
}): VNode {
  return (
    <section class={name} aria-labelledby={`heading-${name}`}>
      <h2 id={`heading-${name}`}>{title}</h2>
      {children}
    </section>
  );
}

/** What is shown on demand; stays as it was when the page is drawn again, or comes back. */
export function Details({
  name,
  title,
  about,
  children,
}: {
  name: string;
  title: string;
  /** What they are of, for those who hear the page. */
  about?: string;
  children: ComponentChildren;
}): VNode {
  const { isOpen, setOpen } = usePage();
  return (
    <details
      open={isOpen(name)}
      onToggle={(event) => {
        setOpen(name, event.currentTarget.open);
      }}
    >
      <summary>
        {title}
        {about !== undefined && <span class="unseen">: {about}</span>}
      </summary>
      {isOpen(name) && <div class="inside">{children}</div>}
    </details>
  );
}

/** An item's id, which opens it. */
export function ItemLink({ item }: { item: ItemRef }): VNode {
  const { send, words } = usePage();
  return (
    <button
      type="button"
      class="link"
      title={`${words.open} ${item.id}`}
      onClick={() => {
        send({ type: 'open', item });
      }}
    >
      {item.id}
    </button>
  );
}

export function Items({ items, more }: { items: readonly Item[]; more: string }): VNode {
  const { words } = usePage();
  if (items.length === 0) {
    return <p class="soft">{words.noEvidence}</p>;
  }
  return (
    <>
      <ul class="items">
        {items.map(({ ref, detail, good }) => (
          <li key={ref.id}>
            <ItemLink item={ref} />
            {good === false && (
              <>
                {' '}
                <Mark met={false} />
                <span class="unseen">{words.bad}</span>
              </>
            )}
            {detail !== '' && <span class="soft"> {detail}</span>}
          </li>
        ))}
      </ul>
      {more !== '' && <p class="soft">{more}</p>}
    </>
  );
}

/** A check, or a cross: a drawing, so that its colour need not be that of words. */
export function Mark({ met }: { met: boolean }): VNode {
  return (
    <svg class={met ? 'mark met' : 'mark missed'} viewBox="0 0 12 12" aria-hidden="true">
      <path d={met ? 'M2 6.5 5 9.5 10 3' : 'M2.5 2.5 9.5 9.5M9.5 2.5 2.5 9.5'} />
    </svg>
  );
}

/** Lines across a box: what a colour says, its pattern says too. */
export function Hatch({ id, name }: { id: string; name: string }): VNode {
  return (
    <pattern
      id={id}
      width="5"
      height="5"
      patternUnits="userSpaceOnUse"
      patternTransform="rotate(45)"
    >
      <rect class="ground" width="5" height="5" />
      <rect class={name} width="2.2" height="5" />
    </pattern>
  );
}

/** How wide an element is, in px, while it changes; 0 until that is known. */
export function useWidth(): { readonly ref: { current: HTMLDivElement | null }; width: number } {
  const ref = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  useEffect(() => {
    const element = ref.current;
    if (!element) {
      return undefined;
    }
    const observer = new ResizeObserver(([entry]) => {
      setWidth(Math.floor(entry?.contentRect.width ?? 0));
    });
    observer.observe(element);
    return () => {
      observer.disconnect();
    };
  }, []);
  return { ref, width };
}

/** A table with a heading for each column; the first cell of a row is what the row is about. */
export function Table({
  name,
  head,
  rows,
}: {
  name: string;
  head: readonly string[];
  rows: readonly {
    readonly key: string;
    readonly first: ComponentChildren;
    readonly rest: readonly ComponentChildren[];
  }[];
}): VNode {
  return (
    <div class="table" role="region" aria-label={name} tabIndex={0}>
      <table>
        <caption class="unseen">{name}</caption>
        <thead>
          <tr>
            {head.map((words) => (
              <th key={words} scope="col">
                {words}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, first, rest }) => (
            <tr key={key}>
              <th scope="row">{first}</th>
              {rest.map((cell, at) => (
                <td key={at}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
