import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { all, lessons } from './lessons.ts';

const GUIDES = { en: '**Answers.**', 'zh-cn': '**答案**' } as const;

/** A row of a plan: when, how long, what, what they can do afterwards, what is cut. */
type Slot = [from: string, minutes: string, what: string, afterwards: string, cut: string];

/** The plans of a guide: tables whose rows begin with a time. */
const plansOf = (text: string): Slot[][] =>
  text
    .split(/^## /m)
    .map((section) =>
      section.match(/^\| \d:\d\d \|.*$/gm)?.map(
        (row) =>
          row
            .split('|')
            .slice(1, -1)
            .map((cell) => cell.trim()) as Slot,
      ),
    )
    .filter((plan) => plan !== undefined);

const minutesFrom = (from: string): number => Number(from.split(':')[0]) * 60 + Number(from.split(':')[1]);

const lessonsIn = (text: string): string[] =>
  [...text.matchAll(/\.\.\/lessons\/([\w-]+)\/[^)]*\)/g)].map(([, name]) => name!);

describe.each(Object.entries(GUIDES))('the guide in %s', (lang, answers) => {
  const text = readFileSync(`lessons/${lang}/pages/workshop.mdx`, 'utf8');
  const plans = plansOf(text);

  test('has plans of 90 and of 180 minutes whose slots follow each other', () => {
    expect(plans.map((plan) => plan.reduce((sum, [, minutes]) => sum + Number(minutes), 0))).toEqual([90, 180]);
    for (const plan of plans)
      for (const [at, [from]] of plan.entries())
        expect(minutesFrom(from)).toBe(plan.slice(0, at).reduce((sum, [, minutes]) => sum + Number(minutes), 0));
  });

  test('says of every slot what to cut when ten minutes are lost, and what it is good for', () => {
    const rest = /^(?:break|休息)$/;
    for (const [from, , what, afterwards, cut] of plans.flat()) {
      expect(cut, from).toMatch(/\S/);
      if (!rest.test(what)) expect(afterwards, from).toMatch(/\S/);
    }
  });

  test('begins with a welcome and a technical check, and has them write code within 30 minutes', () => {
    for (const plan of plans) {
      expect(plan[0]![2]).toMatch(/[Ww]elcome.*[Tt]echnical check|欢迎.*技术检查/);
      const writes = plan.find(([, , what]) => /\*\*They write\*\*|\*\*动手写\*\*/.test(what))!;
      expect(minutesFrom(writes[0]) + Number(writes[1])).toBeLessThanOrEqual(30);
    }
  });

  test('has answers to every prediction of the lessons it uses', () => {
    const used = new Set(
      lessonsIn(
        plans
          .flat()
          .map(([, , what]) => what)
          .join('\n'),
      ),
    );
    // Of that lesson, they write one small task.
    used.delete('how-many-workers');
    expect(used.size).toBeGreaterThanOrEqual(6);
    for (const name of used) {
      const section = text.split(/^### /m).find((part) => lessonsIn(part.split('\n')[0]!).includes(name));
      const answered = section?.split(answers)[1]?.split('\n\n')[0] ?? '';
      const lesson = lessons(lang as 'en').find(({ file }) => file === `${lang}/${name}.mdx`)!;
      const asked = all(lesson, 'Predict').map(({ props }) => (props['options'] as string[])[Number(props['answer'])]!);
      expect(answered.match(/。|\.(?=\s|$)/g)?.length ?? 0, name).toBeGreaterThanOrEqual(asked.length);
      // A figure or a name of the right choice stands in the answer.
      for (const right of asked) {
        const named = right.match(/\d+(?:\.\d+)?|`[^`]+`/g)?.map((word) => word.replaceAll('`', '')) ?? [];
        if (named.length > 0)
          expect(
            named.some((word) => answered.includes(word)),
            `${name}: ${right}`,
          ).toBe(true);
      }
    }
  });

  test('lists materials, and an exit ticket with three questions', () => {
    const sections = text.split(/^## /m);
    expect(sections.find((part) => /^(?:Materials|材料)\n/.test(part))!.match(/^- /gm)!.length).toBeGreaterThanOrEqual(
      5,
    );
    expect(sections.find((part) => /^(?:The exit ticket|下课小条)\n/.test(part))!.match(/^\d\. /gm)).toHaveLength(3);
  });
});
