import { own } from '../../simulator/trace/own.ts';

/** Fills `{name}` in a message. An unknown name stays as it is, so that a mistake is seen. */
export function format(template: string, values: Record<string, string | number>): string {
  return template.replace(/\{(\w+)\}/g, (whole, name: string) => String(own(values, name) ?? whole));
}
