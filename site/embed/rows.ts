import { GRANULARITIES } from '../../simulator/engines/python/interpreter/program.ts';
import type { EmbedMessages } from '../i18n/en/embed.ts';
import { fill } from '../../simulator/trace/fill.ts';
import { ENGINES, PANELS, READONLY, THEMES } from './parameters.ts';

/** A row of the table of parameters. */
export interface ParameterRow {
  name: string;
  values: string;
  /** The default if it is left out, or the parameter that is needed instead. */
  note: string;
  meaning: string;
}

const words = (values: readonly string[]) => values.map((value) => `\`${value}\``).join(' ');

/** Describes every parameter, for the page that explains them. */
export function rowsOf({ page: t }: EmbedMessages): { stage: ParameterRow[]; editor: ParameterRow[] } {
  const theme = {
    name: 'theme',
    values: words(THEMES),
    note: fill(t.first, { value: '`system`' }),
    meaning: t.about.theme,
  };
  const readonly = (meaning: string) => ({ name: 'readonly', values: words(READONLY), note: t.none, meaning });
  const instead = (other: string) => fill(t.needed, { other: `\`${other}\`` });
  return {
    stage: [
      { name: 'scenario', values: t.idValue, note: instead('s'), meaning: t.about.scenario },
      { name: 's', values: t.linkValue, note: instead('scenario'), meaning: t.about.s },
      { name: 'engine', values: words(ENGINES), note: fill(t.first, { value: '`model`' }), meaning: t.about.engine },
      { name: 'at', values: t.whole, note: t.none, meaning: t.about.at },
      { name: 'show', values: words(PANELS), note: t.all, meaning: t.about.show },
      theme,
      readonly(t.about.stageReadonly),
    ],
    editor: [
      { name: 'listing', values: t.listingValue, note: instead('exercise'), meaning: t.about.listing },
      { name: 'exercise', values: t.exerciseValue, note: instead('listing'), meaning: t.about.exercise },
      {
        name: 'granularity',
        values: words(GRANULARITIES),
        note: fill(t.first, { value: '`operation`' }),
        meaning: t.about.granularity,
      },
      theme,
      readonly(t.about.editorReadonly),
    ],
  };
}
