import type { VNode } from 'preact';
import { weekBars } from '../protocol/charts';
import type { WeeksPart } from '../protocol/dashboard';
import { usePage } from './page';
import { Details, Hatch, Section, Table, useWidth } from './parts';

export function WeeksSection({ part }: { part: WeeksPart }): VNode {
  const { words } = usePage();
  const { ref, width } = useWidth();
  return (
    <Section name="throughput" title={words.throughput}>
      <p class="soft">{part.summary}</p>
      <div class="chart" ref={ref}>
        {width > 0 && <Bars part={part} width={width} />}
      </div>
      <ul class="legend">
        <li>
          <Swatch series="completed" /> {words.tasksCompleted}
        </li>
        <li>
          <Swatch series="reported" /> {words.agentsReported}
        </li>
      </ul>
      <Details name="weeks" title={words.table} about={words.throughput}>
        <Table
          name={`${words.throughput}: ${words.table}`}
          head={[words.week, words.tasksCompleted, words.agentsReported]}
          rows={part.weeks.map(({ label, completed, reported }) => ({
            key: label,
            first: label,
            rest: [completed, reported],
          }))}
        />
      </Details>
    </Section>
  );
}

function Bars({ part, width }: { part: WeeksPart; width: number }): VNode {
  const { words, language } = usePage();
  const { height, left, bars, lines, labels } = weekBars(part.weeks, width);
  return (
    <svg
      role="img"
      aria-label={`${words.throughput}. ${part.summary}`}
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
    >
      <defs>
        <Hatch id="hatch-reported" name="second" />
      </defs>
      {lines.map(({ y, value }) => (
        <g key={value}>
          <line class="grid" x1={left} x2={width} y1={y} y2={y} />
          <text class="axis" x={left - 6} y={y + 4} text-anchor="end">
            {value.toLocaleString(language)}
          </text>
        </g>
      ))}
      {bars.map(({ series, week, ...box }) => (
        <rect
          key={`${week}${series}`}
          class={series === 'completed' ? 'bar first' : 'bar second-line'}
          fill={series === 'completed' ? undefined : 'url(#hatch-reported)'}
          {...box}
        />
      ))}
      {labels.map(({ x, week }) => (
        <text key={week} class="axis" x={x} y={height - 6} text-anchor="middle">
          {part.weeks[week]?.label}
        </text>
      ))}
    </svg>
  );
}

function Swatch({ series }: { series: 'completed' | 'reported' }): VNode {
  return (
    <svg class="swatch" viewBox="0 0 12 12" width="12" height="12" aria-hidden="true">
      <defs>
        <Hatch id={`week-${series}`} name="second" />
      </defs>
      <rect
        class={series === 'completed' ? 'bar first' : 'bar second-line'}
        fill={series === 'completed' ? undefined : `url(#week-${series})`}
        x="0.5"
        y="0.5"
        width="11"
        height="11"
      />
    </svg>
  );
}
