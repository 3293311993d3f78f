import type { ExerciseOnPage } from '../content/exercises.ts';
import type { CodeFile } from '../editor/types.ts';

/** The JSON that an embedded editor fetches: its files, the first of which runs, and an exercise's check. */
export interface EmbeddedProgram {
  originals: CodeFile[];
  exercise?: ExerciseOnPage;
  /** The address of the exercise on the full site. */
  href?: string;
}

/** The path at which an embedded editor finds its program, from the root of its language. */
export const programPath = (kind: 'listing' | 'exercise', name: string): string => `embed/${kind}s/${name}.json`;
