import { pythonListings, withImports } from '../../../content/listings.ts';
import type { EmbeddedProgram } from '../../../embed/types.ts';

export const getStaticPaths = () => pythonListings().map((name) => ({ params: { name } }));

/** A listing with what it imports, for an editor in another page. */
export function GET({ params }: { params: { name: string } }): Response {
  const originals = withImports(params.name).map(({ file, text }) => ({ name: file, text: `${text}\n` }));
  return Response.json({ originals } satisfies EmbeddedProgram);
}
