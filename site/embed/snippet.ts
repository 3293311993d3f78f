import { escapeAttribute } from '../i18n/html.ts';

/** The form's input: the address of a page, its parameters, and the frame's title and height. */
export interface SnippetOptions {
  /** Such as `https://…/zh-cn/embed/stage/`. */
  page: string;
  /** In their order; what is empty is left out. */
  parameters: readonly (readonly [name: string, value: string])[];
  title: string;
  /** Pixels. */
  height: number;
}

/** The address of the frame. Commas stay as they are, so that it can be read. */
export function addressOf({ page, parameters }: Pick<SnippetOptions, 'page' | 'parameters'>): string {
  const said = parameters
    .filter(([, value]) => value !== '')
    .map(([name, value]) => `${name}=${encodeURIComponent(value).replaceAll('%2C', ',')}`);
  return said.length > 0 ? `${page}?${said.join('&')}` : page;
}

/** The HTML to paste into another page: a frame and nothing else. */
export function snippetOf(wanted: SnippetOptions): string {
  const { title, height } = wanted;
  return [
    '<iframe',
    `  src="${escapeAttribute(addressOf(wanted))}"`,
    `  title="${escapeAttribute(title)}"`,
    `  width="100%" height="${height}" style="border: 0"`,
    '  loading="lazy" allow="fullscreen"',
    '></iframe>',
  ].join('\n');
}

/** Extracts the payload of a simulator's link, for the parameter `s`; null if it is no such link. */
export function carriedBy(link: string): string | null {
  const text = link.trim();
  const carried = text.includes('#') ? text.slice(text.indexOf('#') + 1) : text;
  return /^\d+\.[0-9a-z]+\.[\w-]+$/.test(carried) ? carried : null;
}
