import { expect, test } from 'vitest';
import { GALLERY } from '../../simulator/scenario/gallery.ts';
import { SCENARIOS } from '../../simulator/scenario/lessons/index.ts';
import { all, lessons } from './lessons.ts';

const INDEX = '../../simulator/scenario/lessons/index.ts';

/** Claims about the stages of all lessons. Those of one lesson are in `stages/`. */
test('every stage names a scenario that exists, and every scenario of the lessons is on a stage', () => {
  const shown = lessons('en').flatMap((lesson) => all(lesson, 'Stage').map(({ props }) => String(props['scenario'])));
  expect(shown.filter((id) => !(id in SCENARIOS))).toEqual([]);
  expect(Object.keys(SCENARIOS).filter((id) => !(id in GALLERY) && !shown.includes(id))).toEqual([]);
});

test('no two subjects have a scenario of the same name', () => {
  const { [INDEX]: _, ...subjects } = import.meta.glob<Record<string, object>>(
    '../../simulator/scenario/lessons/*.ts',
    { eager: true },
  );
  const names = [GALLERY, ...Object.values(subjects).flatMap(Object.values)].flatMap((each: object) =>
    Object.keys(each),
  );
  expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
});
