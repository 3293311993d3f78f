import { expect, test } from 'vitest';
import { lanesToPerfetto, toCsv } from '../../../simulator/gil/export.ts';
import type { FromLab } from '../../../simulator/gil/protocol.ts';
import { LabMain } from '../../../simulator/gil/main.ts';
import { createMemory } from '../../../simulator/gil/memory.ts';
import {
  countsUpTo,
  labJobsOf,
  roundsOf,
  runsOf,
  summarise,
  summariseConvoy,
  unevenness,
  type Measured,
  type Settings,
} from '../../../simulator/gil/measure.ts';
import { nodeWorkers } from '../../../simulator/threads/pool/node.ts';

const settings: Settings = {
  work: 'primes',
  tasks: 4,
  ms: 10,
  size: 16,
  share: 0.5,
  modes: ['gil', 'free'],
  workers: [1, 2],
  repeat: 3,
  interval: 5,
  keepsInIO: false,
};
const here = { numbersPerMs: 1000, productMs: 0.2, fetchUrl: '/wait' };

test('a sweep goes over the powers of two, and ends with the most', () => {
  expect(countsUpTo(1)).toEqual([1]);
  expect(countsUpTo(4)).toEqual([1, 2, 4]);
  expect(countsUpTo(12)).toEqual([1, 2, 4, 8, 12]);
});

test('rounds are interleaved, every second one backwards', () => {
  const order = runsOf(settings, []).map(({ mode, workers }) => `${mode} ${workers}`);
  const round = ['gil 1', 'free 1', 'gil 2', 'free 2'];
  expect(order).toEqual([...round, ...round.toReversed(), ...round]);
});

test('a task is as long as was asked for, on this machine', () => {
  expect(labJobsOf(settings, here)[3]).toEqual({ does: 'primes', from: 1_000_000, count: 10_000 });
  // A quarter of 10 ms is waiting, in five rounds: 0.5 ms each; and 7.5 ms are computing.
  expect(labJobsOf({ ...settings, work: 'mixed', share: 0.25 }, here)[0]).toEqual({
    does: 'mixed',
    rounds: 5,
    count: 1500,
    ms: 0.5,
  });
  expect(labJobsOf({ ...settings, work: 'fetch' }, here)).toHaveLength(4);
});

test('matrices are multiplied until a run is long enough to be measured', () => {
  // 4 tasks of 0.2 ms, and 0.05 ms to hand each over: 1 ms a round, 400 ms a run. Tasks of 200 ms each are long enough.
  expect(roundsOf({ ...settings, work: 'matrix' }, here)).toBe(400);
  expect(roundsOf({ ...settings, work: 'matrix' }, { ...here, productMs: 200 })).toBe(1);
  expect(roundsOf(settings, here)).toBe(1);
  expect(runsOf(settings, [], 7).map(({ rounds }) => rounds)).toEqual(Array(12).fill(7));
});

const measured = (mode: 'gil' | 'free', workers: number, ...times: number[]): Measured[] =>
  times.map((time) => ({ mode, workers, result: { time, values: [], copying: 0, switches: 7 } }));

test('a summary has the median, its spread, and the speed-up against one worker of the same mode', () => {
  const all = [...measured('free', 2, 50, 60, 55), ...measured('free', 1, 110, 100, 120), ...measured('gil', 2, 100)];
  const [gil, one, two] = summarise(all);
  // Nothing to compare with: one worker was not measured.
  expect(gil).toMatchObject({ mode: 'gil', workers: 2, median: 100, speedup: null });
  expect(one).toMatchObject({ workers: 1, median: 110, low: 100, high: 120 });
  expect(two).toMatchObject({ workers: 2, median: 55, low: 50, high: 60 });
  expect(two!.speedup).toEqual({ median: 2, low: 110 / 60, high: 2.2, ideal: 2 });
});

test('runs of the same work that differ by more than twice are uneven', () => {
  const even = measured('free', 2, 50, 100, 55);
  expect(unevenness(summarise([]))).toBeNull();
  expect(unevenness(summarise([...even, ...measured('gil', 1, 400)]))).toBeNull();
  expect(unevenness(summarise([...even, ...measured('gil', 1, 40, 100)]))).toBe(2.5);
});

test('a convoy is summed up by its waits, not by how long the runs took', () => {
  const run = (waits: number[]): Measured => ({
    mode: 'gil',
    workers: 2,
    result: { time: 1000, values: [42, waits], copying: 0, switches: 60 },
  });
  expect(summariseConvoy([run([6, 7]), run([5])])).toMatchObject([{ mode: 'gil', median: 6, low: 5, high: 7 }]);
});

test('the CSV has a line for each mode and number of workers, with every time', () => {
  expect(toCsv('primes', summarise(measured('gil', 1, 10, 12.5)))).toBe(
    'work,mode,workers,runs,median_ms,low_ms,high_ms,speedup,copying_ms,switches,times_ms\r\n' +
      'primes,gil,1,2,11.250,10.000,12.500,1.000,0.000,7,10.000 12.500\r\n',
  );
});

test('for Perfetto there is a row for each thread, and a slice for each state but idle, in microseconds', () => {
  const { traceEvents } = JSON.parse(
    lanesToPerfetto({
      begun: 1000,
      ended: 1010,
      lanes: [
        [
          { time: 999, state: 'waiting' },
          { time: 1000.5, state: 'holding' },
          { time: 1004, state: 'idle' },
        ],
        [{ time: 1001, state: 'io' }],
      ],
      main: [
        { time: 1000, state: 'running' },
        { time: 1002, state: 'idle' },
      ],
    }),
  ) as { traceEvents: Record<string, unknown>[] };
  expect(traceEvents.filter(({ ph }) => ph === 'X').map(({ name, tid, ts, dur }) => [name, tid, ts, dur])).toEqual([
    ['running', 0, 0, 2000],
    ['waiting', 1, 0, 500],
    ['holding', 1, 500, 3500],
    ['io', 2, 1000, 9000],
  ]);
  expect(traceEvents.filter(({ name }) => name === 'thread_name')).toHaveLength(3);
});

test('main measures what it is asked for, tells of every run, and says when it is done', async () => {
  const told: FromLab[] = [];
  const tasks = new URL('../../../simulator/gil/tasks.ts', import.meta.url).href;
  const main = new LabMain(nodeWorkers(), tasks, (message) => told.push(message));
  const asked = { settings: { ...settings, ms: 1, repeat: 1 }, memory: createMemory(2), fetchUrl: '' };
  await main.serve({ type: 'measure', ...asked });
  const runs = Array.from({ length: 4 }, () => ['begin', 'ran']).flat();
  expect(told.map(({ type }) => type)).toEqual(['warming', ...runs, 'done']);
  told.length = 0;
  await main.serve({ type: 'measure', ...asked, settings: { ...asked.settings, work: 'fetch' }, fetchUrl: 'nowhere:' });
  expect(told.at(-1)).toMatchObject({ type: 'failed', failure: 'other' });
  await main.stop();
});

test('without shared memory, main measures processes, and each run brings what its workers did', async () => {
  const told: FromLab[] = [];
  const tasks = new URL('../../../simulator/gil/tasks.ts', import.meta.url).href;
  const main = new LabMain(nodeWorkers(false), tasks, (message) => told.push(message));
  const alone: Settings = { ...settings, modes: ['processes'], ms: 1, repeat: 1 };
  for (let i = 0; i < 2; i++) await main.serve({ type: 'measure', settings: alone, memory: null, fetchUrl: '' });
  const once = ['warming', 'begin', 'ran', 'begin', 'ran', 'done'];
  expect(told.map(({ type }) => type)).toEqual([...once, ...once]);
  expect(told.filter((each) => each.type === 'ran').map(({ result }) => result.lanes!.length)).toEqual([1, 2, 1, 2]);
  await main.serve({ type: 'measure', settings: { ...alone, modes: ['gil'] }, memory: null, fetchUrl: '' });
  expect(told.at(-1)).toMatchObject({
    type: 'failed',
    failure: 'other',
    detail: 'without shared memory there is no mode gil',
  });
});
