/** A text as HTML that shows it. */
export const escapeHtml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** A text as HTML that is safe between double quotes too. */
export const escapeAttribute = (text: string): string => escapeHtml(text).replaceAll('"', '&quot;');
