/** HTML of a short text in which only `code` between backticks is marked up; everything else is taken literally. */
export function inline(text: string): string {
  const html = text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
  return html.replace(/`([^`]+)`/g, '<code>$1</code>');
}

/** The same text where no markup is possible, such as a title or an attribute. */
export function plain(text: string): string {
  return text.replace(/`/g, '');
}
