import type { Granularity } from '../../simulator/engines/python/interpreter/program.ts';
import type { ExerciseTexts } from '../../simulator/exercise/exercise.ts';
import type { FailureKind } from '../../simulator/engines/python/service/protocol.ts';
import type { Policy } from '../../simulator/schedule/scheduler.ts';
import type { ClassMessages } from '../i18n/en/class.ts';

/** A lesson or an exercise, as the page of a class names it. */
export interface ClassItem {
  /** The same in every language. */
  id: string;
  title: string;
  href: string;
}

export interface LessonItem extends ClassItem {
  exercises: readonly ClassItem[];
}

/** The parts of an exercise that an instructor sees beside a learner's code. */
export interface ExerciseDetails {
  words: Pick<ExerciseTexts, 'scenarios' | 'messages'>;
  solution: Readonly<Record<string, string>>;
}

/** Everything that the class page says. */
export interface ClassWords {
  t: ClassMessages;
  policies: Record<Policy['kind'], string>;
  granularities: Record<Granularity, string>;
  failures: Record<FailureKind, string>;
}
