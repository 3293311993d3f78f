import { expect, test } from 'vitest';
import { findApi, ScormSession, type Api, type ScormWindow } from '../../../site/scorm/api.ts';

/** A platform that writes down what it is told. */
function platform(values: Record<string, string> = {}) {
  const calls: string[] = [];
  const api: Api = {
    LMSInitialize: () => (calls.push('init'), 'true'),
    LMSGetValue: (element) => values[element] ?? '',
    LMSSetValue: (element, value) => ((values[element] = value), calls.push(`${element}=${value}`), 'true'),
    LMSCommit: () => (calls.push('commit'), 'true'),
    LMSFinish: () => (calls.push('finish'), 'true'),
  };
  return { api, calls, values };
}
const top = (more: Partial<ScormWindow> = {}): ScormWindow => {
  const frame = { ...more } as { parent: ScormWindow };
  frame.parent ??= frame as ScormWindow;
  return frame as ScormWindow;
};

test('the API is found in a window above, and above the one that opened the outermost', () => {
  const { api } = platform();
  expect(findApi(top({ parent: top({ parent: top({ API: api }) }) }))).toBe(api);
  expect(findApi(top({ parent: top({ opener: top({ parent: top({ API: api }) }) }) }))).toBe(api);
  expect(findApi(top())).toBeNull();
});

test('the search ends after 500 windows, however many there are', () => {
  let asked = 0;
  const window = (parent?: ScormWindow): ScormWindow => {
    const frame = {
      get API(): undefined {
        asked += 1;
        return undefined;
      },
    };
    return Object.assign(frame, { parent: parent ?? (frame as unknown as ScormWindow) });
  };
  let at = window();
  for (let above = 0; above < 900; above++) at = window(at);
  expect(findApi(at)).toBeNull();
  // Its own, and 500 above it.
  expect(asked).toBe(501);
});

test('a window of another origin has nothing to be found', () => {
  const closed = {
    get API(): never {
      throw new Error('SecurityError');
    },
    get opener(): never {
      throw new Error('SecurityError');
    },
  } as unknown as ScormWindow;
  Object.assign(closed, { parent: closed });
  expect(findApi(top({ parent: closed }))).toBeNull();
});

test('a report says what has changed, once, and commits it', () => {
  const { api, calls } = platform();
  const session = new ScormSession(api, 0);
  session.start();
  const report = { score: 10, status: 'incomplete', suspend: 'x' } as const;
  session.report(report);
  session.report(report);
  session.report({ ...report, score: 20 });
  session.finish(3_723_000);
  session.finish(4_000_000);
  expect(calls).toEqual([
    'init',
    'cmi.core.score.min=0',
    'cmi.core.score.max=100',
    'cmi.core.score.raw=10',
    'cmi.core.lesson_status=incomplete',
    'cmi.suspend_data=x',
    'commit',
    'cmi.core.score.raw=20',
    'commit',
    'cmi.core.session_time=0001:02:03',
    'cmi.core.exit=suspend',
    'commit',
    'finish',
  ]);
});

test('what was reached in an earlier visit stays reached', () => {
  const { api, values } = platform({ 'cmi.core.lesson_status': 'completed' });
  const session = new ScormSession(api, 0);
  session.start();
  session.report({ score: 5, status: 'incomplete', suspend: '' });
  expect(values['cmi.core.lesson_status']).toBe('completed');
  session.report({ score: 95, status: 'passed', suspend: '' });
  expect(values['cmi.core.lesson_status']).toBe('passed');
});

test('a platform that refuses to begin is told nothing', () => {
  const { api, calls } = platform();
  const session = new ScormSession({ ...api, LMSInitialize: () => 'false' }, 0);
  expect(session.start()).toBeNull();
  session.report({ score: 5, status: 'incomplete', suspend: '' });
  session.finish(0);
  expect(calls).toEqual([]);
});

test('a report that the platform does not take is not called told, and is sent again', () => {
  const { api, calls } = platform();
  let takes = false;
  const session = new ScormSession(
    {
      ...api,
      LMSSetValue: (...said) => (takes ? api.LMSSetValue(...said) : 'false'),
      LMSCommit: () => (takes ? api.LMSCommit('') : 'false'),
    },
    0,
  );
  session.start();
  const report = { score: 10, status: 'incomplete', suspend: 'x' } as const;
  expect(session.report(report)).toBe(false);
  takes = true;
  expect(session.report(report)).toBe(true);
  expect(calls).toContain('cmi.core.score.raw=10');
  expect(calls.at(-1)).toBe('commit');
  session.finish(0);
  expect(session.report({ ...report, score: 20 })).toBe(false);
});

test('values that are taken and a commit that fails are not called told either', () => {
  const { api, calls } = platform();
  let commits = false;
  const session = new ScormSession({ ...api, LMSCommit: () => (commits ? api.LMSCommit('') : 'false') }, 0);
  session.start();
  const report = { score: 10, status: 'incomplete', suspend: 'x' } as const;
  expect(session.report(report)).toBe(false);
  expect(session.report(report)).toBe(false);
  commits = true;
  expect(session.report(report)).toBe(true);
  expect(calls.at(-1)).toBe('commit');
});
