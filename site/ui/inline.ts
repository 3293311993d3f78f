import { escapeAttribute } from '../i18n/html.ts';

/** HTML of a short text in which only `code` between backticks is marked up; everything else is taken literally. */
export function inline(text: string): string {
  return escapeAttribute(text).replace(/`([^`]+)`/g, '<code>$1</code>');
}

/** The same text where no markup is possible, such as a title or an attribute. */
export function plainText(text: string): string {
  return text.replace(/`/g, '');
}
