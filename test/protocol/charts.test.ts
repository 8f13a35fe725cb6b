import * as assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { niceStep, sparkline, timelineChart, weekBars } from '../../src/protocol/charts';

const widths = fc.integer({ min: 200, max: 1600 });

describe('the charts', () => {
  it('draw a trend inside its box, and leave weeks without data out', () => {
    const values = fc.array(fc.option(fc.double({ min: 0, max: 1e6, noNaN: true })), {
      maxLength: 12,
    });
    fc.assert(
      fc.property(values, (trend) => {
        const { line, dots } = sparkline(trend, { width: 100, height: 30 });
        const known = trend.filter((value) => value !== null).length;
        assert.equal((line.match(/[ML]/g) ?? []).length, known);
        const numbers = (line.match(/[\d.]+/g) ?? []).map(Number);
        assert.ok(numbers.every((each, at) => each >= 0 && each <= (at % 2 === 0 ? 100 : 30)));
        assert.equal(dots.filter(({ last }) => last).length, known > 0 ? 1 : 0);
      }),
    );
  });

  it('draw bars as high as what they stand for, with round numbers beside them', () => {
    const week = fc.record({ completed: fc.nat(5_000), reported: fc.nat(5_000) });
    fc.assert(
      fc.property(fc.array(week, { minLength: 1, maxLength: 12 }), widths, (weeks, width) => {
        const { bars, lines, baseline } = weekBars(weeks, width);
        const top = lines.at(-1);
        const unit = (baseline - (top?.y ?? 0)) / (top?.value ?? 1);
        for (const { series, week: at, x, y, width: own, height } of bars) {
          assert.ok(Math.abs(height - (weeks[at]?.[series] ?? 0) * unit) < 0.2);
          assert.ok(x >= 0 && x + own <= width + 0.2 && y >= 0);
        }
        assert.ok(lines.every(({ value }) => Number.isInteger(value)) && lines.length <= 4);
      }),
    );
    assert.deepEqual([0.5, 1, 3, 7, 11, 60].map(niceStep), [1, 1, 5, 10, 20, 100]);
  });

  it('draw runs inside the width, one after the other as they happened', () => {
    const run = fc.record({ start: fc.nat(1e9), length: fc.nat(5e7) });
    fc.assert(
      fc.property(fc.array(run, { minLength: 1, maxLength: 60 }), widths, (made, width) => {
        const runs = made.map(({ start, length }, lane) => ({ start, end: start + length, lane }));
        const { boxes, stretches } = timelineChart(runs, runs.length, width);
        assert.equal(boxes.length, runs.length);
        for (const { x, width: own } of boxes) {
          assert.ok(x >= 0 && own > 0 && x + own <= width + 0.5);
        }
        const last = stretches.at(-1);
        assert.ok(last && last.x + last.width <= width + 0.5);
        for (const one of boxes) {
          for (const other of boxes) {
            const [first, second] = [runs[one.run], runs[other.run]];
            if (first && second && first.start < second.start) {
              assert.ok(one.x <= other.x + 0.11);
            }
          }
        }
      }),
    );
  });
});
