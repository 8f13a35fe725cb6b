import type { VNode } from 'preact';
import type { AdvicePart } from '../protocol/dashboard';
import { usePage } from './page';
import { Details, Items, Section } from './parts';

export function AdviceSection({ advice }: { advice: readonly AdvicePart[] }): VNode {
  const { words, send } = usePage();
  return (
    <Section name="advice" title={words.advice}>
      {advice.length === 0 && <p class="soft">{words.noAdvice}</p>}
      {advice.length > 0 && (
        <ul class="notes">
          {advice.map(({ kind, sentence, action, typed, evidence, more }) => (
            <li key={kind} class="note">
              <p>{sentence}</p>
              <p class="act">
                <button
                  type="button"
                  class="button"
                  onClick={() => {
                    send({ type: 'act', advisory: kind });
                  }}
                >
                  {action}
                </button>
                <code>{typed}</code>
              </p>
              <Details name={`advice-${kind}`} title={words.evidence} about={sentence}>
                <Items items={evidence} more={more} />
              </Details>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
