import * as assert from 'node:assert/strict';
import { durationWords } from '../../../src/core/documents/durationWords';
import { metricValue, targetSigns } from '../../../src/core/documents/metricValue';

describe('a value of a metric', () => {
  it('is a duration in its two largest units', () => {
    const words = [0, 999, 45_000, 250_000, 3_600_000, 7_500_000, 86_400_000, 93_600_000];
    assert.deepEqual(words.map(durationWords), [
      '0 s',
      '1 s',
      '45 s',
      '4 min 10 s',
      '1 h',
      '2 h 5 min',
      '1 d',
      '1 d 2 h',
    ]);
    assert.equal(durationWords(59_999), '1 min');
    assert.equal(durationWords(3_605_000), '1 h');
  });

  it('is never rounded to none or to all', () => {
    const shown = [0, 0.0001, 0.5, 0.625, 0.9999, 1].map((value) => metricValue('ratio', value));
    assert.deepEqual(shown, ['0%', '< 0.1%', '50%', '62.5%', '99.9%', '100%']);
    assert.deepEqual([metricValue('number', 1.25), metricValue('number', 3)], ['1.3', '3']);
  });

  it('has a target in signs', () => {
    assert.equal(targetSigns('ratio', { above: 0.6 }), '> 60%');
    assert.equal(targetSigns('ms', { below: 300_000 }), '< 5 min');
    assert.equal(targetSigns('number', { from: 1, to: 3 }), '1–3');
    assert.equal(targetSigns('ratio', { from: 1 }), '100%');
  });
});
