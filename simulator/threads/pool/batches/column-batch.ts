/**
 * Entries of a message, column by column: consecutive entries with the same callable and form share a head. So most
 * entries are only their value. A message of a thousand is written and read as quickly as an array.
 */
export class ColumnBatch {
  /** For each run: callable, form, serial of the first, how many; then their values. */
  readonly flat: unknown[] = [];
  count = 0;
  private lengthAt = 0;
  private callable: string | null = null;
  private form = 0;
  private next = NaN;

  /** @param callable Null: the entry is an answer, and has none. */
  add(callable: string | null, form: number, serial: number, value: unknown): void {
    const { flat } = this;
    if (serial !== this.next || form !== this.form || callable !== this.callable) {
      this.lengthAt = flat.push(callable, form, serial, 0) - 1;
      this.callable = callable;
      this.form = form;
    }
    flat[this.lengthAt] = (flat[this.lengthAt] as number) + 1;
    flat.push(value);
    this.next = serial + 1;
    this.count++;
  }
}

/** Hands out the entries of a message that {@link ColumnBatch} made, in order. */
export function eachOf<C extends string | null>(
  flat: readonly unknown[],
  take: (callable: C, form: number, serial: number, value: unknown) => void,
): void {
  for (let at = 0; at < flat.length;) {
    const callable = flat[at] as C;
    const form = flat[at + 1] as number;
    const serial = flat[at + 2] as number;
    const end = (flat[at + 3] as number) + (at += 4);
    for (let nth = 0; at < end; at++, nth++) take(callable, form, serial + nth, flat[at]);
  }
}
