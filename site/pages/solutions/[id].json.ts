import { exerciseFor, exerciseIds } from '../../content/exercises.ts';

export const getStaticPaths = () => exerciseIds().map((id) => ({ params: { id } }));

/** The solution of an exercise, for a reader who asks for it: file names to texts, the same in every language. */
export function GET({ params: { id } }: { params: { id: string } }): Response {
  return Response.json(exerciseFor(id, 'en')!.task.solution);
}
