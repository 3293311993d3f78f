import { own } from './own.ts';

/** Fills `{name}` in a message. An unknown name stays as it is, so that a mistake is seen. */
export const fill = (template: string, values: Readonly<Record<string, unknown>>): string =>
  template.replaceAll(/\{(\w+)\}/g, (whole, name: string) => String(own(values, name) ?? whole));
