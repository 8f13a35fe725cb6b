import type { VNode } from 'preact';
import type { QueuePart } from '../protocol/dashboard';
import { usePage } from './page';
import { ItemLink, Section } from './parts';

export function QueueSection({ queue }: { queue: QueuePart }): VNode {
  const { words, send } = usePage();
  if (queue.decisions.length === 0) {
    return (
      <Section name="queue" title={words.queue}>
        <p class="soft">{words.emptyQueue}</p>
      </Section>
    );
  }
  return (
    <Section name="queue" title={words.queue}>
      <p class="soft">{queue.summary}</p>
      <ul class="notes">
        {queue.decisions.map(({ id, question, age }) => (
          <li key={id} class="note">
            <p>
              <ItemLink item={{ kind: 'decision', id }} />
              <span class="soft">
                {' '}
                {words.waiting} {age}
              </span>
            </p>
            <p>{question}</p>
            <p class="act">
              <button
                type="button"
                class="button"
                onClick={() => {
                  send({ type: 'decide', id });
                }}
              >
                {words.decide}
                <span class="unseen"> {id}</span>
              </button>
            </p>
          </li>
        ))}
      </ul>
      {queue.more !== '' && <p class="soft">{queue.more}</p>}
    </Section>
  );
}
