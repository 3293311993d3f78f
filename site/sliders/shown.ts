/** A number for a sentence: a few decimals, fewer for a larger one, and no zeros at their end. */
export const shown = (value: number): string => String(Number(value.toFixed(value >= 10 ? 1 : value < 1 ? 3 : 2)));
