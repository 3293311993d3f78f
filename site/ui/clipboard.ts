/**
 * Puts a text into the clipboard; false: the browser did not let the page. The older command is tried next: a page at a
 * plain http address has no `navigator.clipboard`, and a frame may not use it.
 */
export async function copied(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copiedByCommand(text);
  }
}

/** Copies by `execCommand`, from a field that is there for a moment. The focus and the selection stay as they were. */
function copiedByCommand(text: string): boolean {
  const focused = document.activeElement;
  const selection = getSelection();
  const ranges = Array.from({ length: selection?.rangeCount ?? 0 }, (_, at) => selection!.getRangeAt(at));
  const field = Object.assign(document.createElement('textarea'), { value: text, readOnly: true, className: 'sr' });
  field.setAttribute('aria-hidden', 'true');
  // All else of the page is inert while a modal dialog is open.
  (focused?.closest('dialog') ?? document.body).append(field);
  try {
    field.select();
    return document.execCommand('copy');
  } catch {
    return false;
  } finally {
    field.remove();
    if (focused instanceof HTMLElement) focused.focus({ preventScroll: true });
    if (ranges.length > 0) selection!.removeAllRanges();
    for (const range of ranges) selection!.addRange(range);
  }
}
