/** Whether the text is in the clipboard now: a page may be forbidden to put it there, or, where its context is not secure, have none. */
export async function copied(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
