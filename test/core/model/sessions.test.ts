import * as assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { applyEvent } from '../../../src/core/model/applyEvent';
import type { Context, Session } from '../../../src/core/model/context';
import type { AtlasEvent } from '../../../src/core/model/events';
import {
  joinSession,
  sessionName,
  sessionStart,
  startOfSession,
  type Arrival,
} from '../../../src/core/model/sessions';
import { freshContext } from '../support/play';
import { sampleContext } from '../support/sample';

const at = (time: string): string => `2026-03-01T${time}.000Z`;

/** A context whose session began at 09:00; `updated` is the last write. */
function withSession(session: Partial<Session>, updated?: string): Context {
  const context = freshContext(at('09:00:00'));
  return {
    ...context,
    atlas: {
      schema_version: 1,
      revision: 4,
      ...(updated ? { updated } : {}),
      session: { id: 'session_20260301_090000', started: at('09:00:00'), ...session },
    },
  };
}

function arrive(time: string, facts: Partial<Arrival> = {}): Arrival {
  return { opened: at(time), now: at(time), resuming: false, holder: () => 'gone', ...facts };
}

function begun(events: readonly AtlasEvent[]): string | undefined {
  return events
    .map((event) => (event.type === 'sessionStarted' ? event.started : undefined))
    .find(Boolean);
}

describe('sessionName', () => {
  it('writes the moment in UTC, wherever it was', () => {
    assert.equal(sessionName('2024-01-15T15:30:00+01:00'), 'session_20240115_143000');
  });

  it('is read back to the second', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date(0), max: new Date('9999-12-31'), noInvalidDate: true }),
        (date) => {
          const whole = new Date(Math.floor(date.getTime() / 1000) * 1000).toISOString();
          assert.equal(sessionStart(sessionName(date.toISOString())), whole);
        },
      ),
    );
  });
});

describe('sessionStart', () => {
  it('knows no start for names of another form', () => {
    for (const name of [
      '',
      'monday',
      'session_2024',
      'session_20240115_143000_2',
      ' session_20240115_143000',
    ]) {
      assert.equal(sessionStart(name), undefined, name);
    }
  });

  it('knows no start for a day or an hour that there is not', () => {
    for (const name of [
      'session_20241315_143000',
      'session_20240115_250000',
      'session_99999999_999999',
    ]) {
      assert.equal(sessionStart(name), undefined, name);
    }
  });
});

describe('joinSession', () => {
  it('does nothing while our session goes on', () => {
    assert.deepEqual(
      joinSession(withSession({}), arrive('10:00:00', { holder: () => 'ours' })),
      [],
    );
  });

  it('joins the session of another living program', () => {
    assert.deepEqual(
      joinSession(withSession({}), arrive('10:00:00', { holder: () => 'other' })),
      [],
    );
  });

  it('joins a session that goes on even when somebody resumes', () => {
    const resuming = arrive('10:00:00', { holder: () => 'other', resuming: true });
    assert.deepEqual(joinSession(withSession({}), resuming), []);
  });

  it('ends a lost session with its last sign, uncleanly, and begins the next', () => {
    assert.deepEqual(joinSession(withSession({}, at('09:40:00')), arrive('10:00:00')), [
      { type: 'sessionEnded', ended: at('09:40:00'), clean: false },
      { type: 'sessionStarted', id: 'session_20260301_100000', started: at('10:00:00') },
    ]);
  });

  it('ends a lost session that never wrote with its beginning', () => {
    const [ended] = joinSession(withSession({}), arrive('10:00:00'));
    assert.deepEqual(ended, { type: 'sessionEnded', ended: at('09:00:00'), clean: false });
  });

  it('goes on with the session after a short pause', () => {
    const paused = withSession({ ended: at('09:55:01'), clean: true });
    assert.deepEqual(joinSession(paused, arrive('10:00:00')), [{ type: 'sessionContinued' }]);
  });

  it('begins the next session after a pause of five minutes', () => {
    const paused = withSession({ ended: at('09:55:00'), clean: true });
    assert.deepEqual(joinSession(paused, arrive('10:00:00')), [
      { type: 'sessionStarted', id: 'session_20260301_100000', started: at('10:00:00') },
    ]);
  });

  it('begins the next session when somebody resumes, however short the pause', () => {
    const paused = withSession({ ended: at('09:59:59'), clean: true });
    assert.equal(
      begun(joinSession(paused, arrive('10:00:00', { resuming: true }))),
      at('10:00:00'),
    );
  });

  it('begins the session when the window was opened, not at its first act', () => {
    const paused = withSession({ ended: at('09:10:00'), clean: true });
    const arrival = arrive('10:30:00', { opened: at('10:00:00') });
    assert.equal(begun(joinSession(paused, arrival)), at('10:00:00'));
  });

  it('begins at the act when the window stayed open over the end of the session', () => {
    const paused = withSession({ ended: at('09:10:00'), clean: true });
    const arrival = arrive('10:30:00', { opened: at('08:00:00') });
    assert.equal(begun(joinSession(paused, arrival)), at('10:30:00'));
  });

  it('begins at the act when the window stayed open over a session that was lost', () => {
    const lost = withSession({}, at('09:40:00'));
    const arrival = arrive('10:30:00', { opened: at('08:00:00') });
    assert.equal(begun(joinSession(lost, arrival)), at('10:30:00'));
  });

  it('begins the first session that Atlas knows of in a context of an older script', () => {
    assert.deepEqual(joinSession(sampleContext(), arrive('10:00:00')), [
      { type: 'sessionStarted', id: 'session_20260301_100000', started: at('10:00:00') },
    ]);
  });

  it('goes on when the clock was set back', () => {
    const ahead = withSession({ ended: at('12:00:00'), clean: true });
    assert.deepEqual(joinSession(ahead, arrive('10:00:00')), [{ type: 'sessionContinued' }]);
  });
});

describe('startOfSession', () => {
  const names = (starts: readonly string[], first?: string): string[] => {
    let last_session = first;
    return starts.map((started) => {
      const event = startOfSession(
        last_session === undefined ? undefined : { last_session },
        started,
      );
      assert.ok(event.type === 'sessionStarted');
      last_session = event.id;
      return event.id;
    });
  };

  it('gives every session a later name than the one before, whatever the clock says', () => {
    const moments = fc.date({
      min: new Date('2020-01-01'),
      max: new Date('2020-01-01T00:00:09Z'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(fc.array(moments), (dates) => {
        const made = names(dates.map((date) => date.toISOString()));
        assert.deepEqual(made, [...new Set(made)].sort());
        made.forEach((name) => assert.match(name, /^session_\d{8}_\d{6}$/));
      }),
    );
  });

  for (const strange of [
    'session_99999999_999999',
    'zzz',
    'session_20261399_000000',
    'Session 12',
    '',
  ]) {
    it(`begins a session after one that is called "${strange}"`, () => {
      assert.match(names([at('10:00:00')], strange).join(), /^session_20260301_10000[01]$/);
    });
  }

  it('keeps the moment it began beside a name that had to be later', () => {
    const context = { ...freshContext(at('10:00:00')), last_session: 'session_20260301_100000' };
    const event = startOfSession(context, at('10:00:00'));
    assert.deepEqual(event, {
      type: 'sessionStarted',
      id: 'session_20260301_100001',
      started: at('10:00:00'),
    });
    assert.equal(
      applyEvent(context, event, at('10:00:00')).atlas?.session?.started,
      at('10:00:00'),
    );
  });
});
