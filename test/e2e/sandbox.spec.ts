import { programOf, WAYS } from '../simulator/sandbox/ways.ts';
import { expect, test } from './fixtures.ts';
import { LONG, playground } from './workbench.ts';

test.setTimeout(LONG);
test.use({ actionTimeout: 30_000 });

test('no way leads from a Python program to the JavaScript of the page or its worker', async ({ page }) => {
  const bench = await playground(page);
  for (const [name, way] of Object.entries(WAYS))
    await test.step(name, async () => {
      await bench.run(programOf(way));
      // Python may die of it; then nothing was reached either.
      const printed = (await bench.output.count()) > 0 ? await bench.printed() : '';
      expect(printed).not.toMatch(/\b(?:got|owned)\b/);
      expect(`${printed}\n${await bench.said()}`).toMatch(/^held: \w|Python died/m);
      await bench.works();
    });
});
