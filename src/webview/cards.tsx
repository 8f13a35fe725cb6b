import type { VNode } from 'preact';
import { sparkline } from '../protocol/charts';
import type { Card } from '../protocol/dashboard';
import { usePage } from './page';
import { Details, Items, Mark, Section, Table } from './parts';

export function Cards({ cards }: { cards: readonly Card[] }): VNode {
  const { words } = usePage();
  return (
    <Section name="metrics" title={words.metrics}>
      <div class="cards">
        {cards.map((card) => (
          <MetricCard key={card.id} card={card} />
        ))}
      </div>
    </Section>
  );
}

function MetricCard({ card }: { card: Card }): VNode {
  const { words } = usePage();
  const { id, name, value, hasValue, target, verdict, note } = card;
  return (
    <article class="card" aria-labelledby={`metric-${id}`}>
      <h3 id={`metric-${id}`}>{name}</h3>
      <div class="reading">
        <p class={hasValue ? 'value' : 'value none'}>{value}</p>
        <Trend card={card} />
      </div>
      <p class="target">
        <span>
          {words.target}: {target}
        </span>
        {verdict && (
          <span class="verdict">
            <Mark met={verdict.met} /> {verdict.words}
          </span>
        )}
      </p>
      {note !== '' && <p class="soft">{note}</p>}
      <Details name={`metric-${id}`} title={words.details} about={name}>
        <h4>{words.definition}</h4>
        <p>{card.definition}</p>
        <h4>{words.evidence}</h4>
        <Items items={card.evidence} more={card.more} />
        <h4>{words.trend}</h4>
        <Table
          name={card.trendWords}
          head={[words.week, words.value]}
          rows={card.trend.map(({ label, text }) => ({ key: label, first: label, rest: [text] }))}
        />
      </Details>
    </article>
  );
}

const SIZE = { width: 108, height: 34 };

function Trend({ card: { trend, trendWords } }: { card: Card }): VNode | null {
  const values = trend.map(({ value }) => value);
  if (values.every((value) => value === null)) {
    return null;
  }
  const { line, dots } = sparkline(values, SIZE);
  return (
    <svg
      class="trend"
      role="img"
      aria-label={trendWords}
      viewBox={`0 0 ${SIZE.width} ${SIZE.height}`}
      width={SIZE.width}
      height={SIZE.height}
    >
      <line class="grid" x1="0" x2={SIZE.width} y1={SIZE.height - 0.5} y2={SIZE.height - 0.5} />
      <path class="line" d={line} />
      {dots.map(({ x, y, last }) => (
        <circle key={x} class={last ? 'dot last' : 'dot'} cx={x} cy={y} r={last ? 3 : 2} />
      ))}
    </svg>
  );
}
