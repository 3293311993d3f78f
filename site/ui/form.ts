import type { ScenarioProblem } from '../../simulator/scenario/validate.ts';
import type { SimulatorMessages } from '../i18n/en/simulator.ts';
import { fill } from '../../simulator/trace/fill.ts';

/** The reason beside a field, in words; '' where the field is right. */
export function reasonAt(problems: readonly ScenarioProblem[], path: string, t: SimulatorMessages): string {
  const problem = problems.find((one) => one.path === path);
  if (!problem) return '';
  const { reason, min = '', max = '' } = problem;
  return fill(t.problems[reason], { min, max });
}

/** Reads typed text as a number: NaN if it is none, which validation then reports. */
export const toNumber = (text: string): number => (text.trim() === '' ? Number.NaN : Number(text.trim()));
