import { expect, test } from 'vitest';
import { editorAsked, stageAsked } from '../../../site/embed/parameters.ts';
import { GALLERY } from '../../../simulator/scenario/gallery.ts';
import { encodeLink } from '../../../simulator/link/permalink.ts';

const IDS = ['first-pool', 'deadlock'];
const NAMES = { listing: ['threadpool', 'two_locks'], exercise: ['put-all'] };
const stage = (search: string) => stageAsked(search, IDS);
const editor = (search: string) => editorAsked(search, NAMES);

test('a scenario alone is shown with everything, on the model, from its start, as the system has the theme', () => {
  expect(stage('?scenario=deadlock')).toEqual({
    asked: {
      source: { scenario: 'deadlock' },
      theme: 'system',
      engine: 'model',
      at: null,
      show: 'lanes timeline listing statechart',
      readonly: false,
    },
    problems: [],
  });
});

test('every parameter of a stage is read', () => {
  const { asked, problems } = stage(
    '?scenario=first-pool&theme=dark&engine=python&at=12&show=lanes,timeline&readonly=1',
  );
  expect(problems).toEqual([]);
  expect(asked).toMatchObject({ theme: 'dark', engine: 'python', at: 12, show: 'lanes timeline', readonly: true });
});

test('a link of the simulator is a scenario with its schedule and position', () => {
  const place = {
    scenario: GALLERY['first-pool'],
    schedule: { policy: { kind: 'random', seed: 3 }, picks: [[2, 1]] },
    position: 9,
  } as const;
  expect(stage(`?s=${encodeLink(place)}`)).toMatchObject({ asked: { source: { place } }, problems: [] });
});

test('a damaged link says what is wrong with it', () => {
  const link = encodeLink({
    scenario: GALLERY.deadlock,
    schedule: { policy: { kind: 'round-robin' }, picks: [] },
    position: 0,
  });
  expect(stage(`?s=${link.slice(0, -3)}`)).toMatchObject({
    asked: { source: null },
    problems: [{ kind: 'link', name: 's', reason: 'corrupt' }],
  });
});

test('a bad value is a problem with what is allowed, and all else is still shown', () => {
  const { asked, problems } = stage('?scenario=deadlock&theme=blue&at=-1&show=lanes,clock');
  expect(asked).toMatchObject({ source: { scenario: 'deadlock' }, theme: 'system', at: null });
  expect(problems).toEqual([
    { kind: 'word', name: 'theme', value: 'blue', allowed: ['light', 'dark', 'system'] },
    { kind: 'count', name: 'at', value: '-1' },
    { kind: 'word', name: 'show', value: 'lanes,clock', allowed: ['lanes', 'timeline', 'listing', 'statechart'] },
  ]);
});

test('a scenario that there is not leaves nothing to show', () => {
  expect(stage('?scenario=deadlok')).toMatchObject({
    asked: { source: null },
    problems: [{ kind: 'word', name: 'scenario', value: 'deadlok', allowed: IDS }],
  });
});

test('a mistyped or repeated name is said, for it would be without effect', () => {
  expect(stage('?scenario=deadlock&them=dark&at=1&at=2').problems).toMatchObject([
    { kind: 'unknown', name: 'them' },
    { kind: 'twice', name: 'at' },
  ]);
});

test('an address says exactly one thing to show', () => {
  expect(stage('').problems).toEqual([{ kind: 'missing', allowed: ['scenario', 's'] }]);
  expect(editor('?listing=two_locks&exercise=put-all').problems).toEqual([
    { kind: 'both', allowed: ['listing', 'exercise'] },
  ]);
});

test('every parameter of an editor is read', () => {
  expect(editor('?exercise=put-all&granularity=bytecode&readonly=1&theme=light')).toEqual({
    asked: {
      source: { kind: 'exercise', name: 'put-all' },
      theme: 'light',
      granularity: 'bytecode',
      readonly: true,
    },
    problems: [],
  });
});
