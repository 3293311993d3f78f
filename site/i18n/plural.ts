import { fill } from '../../simulator/trace/fill.ts';

/** A message about a number of things: a form for each plural category that its language has. */
export type Plural = { readonly tag: string; readonly other: string } & {
  readonly [Category in Exclude<Intl.LDMLPluralRule, 'other'>]?: string;
};

/** Declares a message about a number of things. @param tag The language, as `<html lang>` has it. */
export const plural = (tag: string, forms: Omit<Plural, 'tag'>): Plural => ({ tag, ...forms });

/** Says it of so many: fills `{count}` and what else there is into the form that the number takes. */
export const counted = (
  { tag, ...forms }: Plural,
  count: number,
  values: Readonly<Record<string, string | number>> = {},
): string => fill(forms[new Intl.PluralRules(tag).select(count)] ?? forms.other, { count, ...values });
