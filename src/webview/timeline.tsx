import type { VNode } from 'preact';
import { timelineChart } from '../protocol/charts';
import type { Run, TimelinePart } from '../protocol/dashboard';
import { usePage } from './page';
import { Details, Hatch, ItemLink, Section, Table, useWidth } from './parts';

type How = Run['how'];

/** How the ending of a run is drawn, and the order of the legend. */
const LOOKS: Readonly<Record<How, { readonly name: string; readonly hatched: boolean }>> = {
  reported: { name: 'bar first', hatched: false },
  running: { name: 'bar first-line open', hatched: false },
  waited: { name: 'bar first-line open dashed', hatched: false },
  ended: { name: 'bar first-line', hatched: true },
  unseen: { name: 'bar first-line dashed', hatched: true },
};
const ENDINGS = Object.keys(LOOKS) as How[];

export function TimelineSection({ timeline }: { timeline: TimelinePart }): VNode {
  const { words } = usePage();
  const { ref, width } = useWidth();
  const { runs, summary } = timeline;
  if (runs.length === 0) {
    return (
      <Section name="timeline" title={words.timeline}>
        <p class="soft">{words.noRuns}</p>
      </Section>
    );
  }
  const endings = ENDINGS.filter((how) => runs.some((run) => run.how === how));
  return (
    <Section name="timeline" title={words.timeline}>
      <p class="soft">{summary}</p>
      <div class="chart" ref={ref}>
        {width > 0 && <Lanes timeline={timeline} width={width} />}
      </div>
      <ul class="legend">
        {endings.map((how) => (
          <li key={how}>
            <Swatch how={how} /> {words[how]}
          </li>
        ))}
      </ul>
      <Details name="timeline" title={words.table} about={words.timeline}>
        <Table
          name={`${words.timeline}: ${words.table}`}
          head={[words.agent, words.type, words.task, words.started, words.lasted, words.ending]}
          rows={runs.toReversed().map((run) => ({
            key: `${run.agent} ${run.start}`,
            first: <ItemLink item={{ kind: 'agent', id: run.agent }} />,
            rest: [
              run.type,
              run.task === '' ? '' : <ItemLink item={{ kind: 'task', id: run.task }} />,
              run.started,
              run.lasted,
              run.ending,
            ],
          }))}
        />
      </Details>
    </Section>
  );
}

function Lanes({ timeline, width }: { timeline: TimelinePart; width: number }): VNode {
  const { words, language, send } = usePage();
  const { runs, lanes, summary } = timeline;
  const { height, baseline, boxes, breaks, stretches, ticks } = timelineChart(runs, lanes, width);
  const format = new Intl.DateTimeFormat(language, {
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
  });
  return (
    <svg
      role="img"
      aria-label={`${words.timeline}. ${summary}`}
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
    >
      <defs>
        <Hatch id="hatch-ended" name="first" />
      </defs>
      {stretches.map(({ x, width: own }) => (
        <line key={x} class="grid" x1={x} x2={x + own} y1={baseline} y2={baseline} />
      ))}
      {breaks.map((x) => (
        <line key={x} class="grid break" x1={x} x2={x} y1={0} y2={baseline} />
      ))}
      {boxes.map(({ run: at, ...box }) => {
        const run = runs[at];
        return (
          run && (
            <rect
              key={`${run.agent} ${run.start}`}
              rx="2"
              {...look(run.how, 'hatch-ended')}
              {...box}
              onClick={() => {
                send({ type: 'open', item: { kind: 'agent', id: run.agent } });
              }}
            >
              <title>
                {[run.agent, run.type, run.task, run.started, run.lasted, run.ending]
                  .filter((part) => part !== '')
                  .join(' · ')}
              </title>
            </rect>
          )
        );
      })}
      {ticks.map(({ x, at, labelled }) => (
        <g key={x}>
          <line class="grid" x1={x} x2={x} y1={baseline} y2={baseline + 4} />
          {labelled && (
            <text class="axis" x={x} y={height - 3}>
              {format.format(at)}
            </text>
          )}
        </g>
      ))}
    </svg>
  );
}

function look(how: How, pattern: string): { readonly class: string; readonly fill?: string } {
  const { name, hatched } = LOOKS[how];
  return { class: name, ...(hatched ? { fill: `url(#${pattern})` } : {}) };
}

function Swatch({ how }: { how: How }): VNode {
  return (
    <svg class="swatch" viewBox="0 0 22 12" width="22" height="12" aria-hidden="true">
      <defs>
        <Hatch id={`swatch-${how}`} name="first" />
      </defs>
      <rect rx="2" {...look(how, `swatch-${how}`)} x="1" y="1" width="20" height="10" />
    </svg>
  );
}
