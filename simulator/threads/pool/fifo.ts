/** A first-in, first-out queue, with constant time at any length. */
export class Fifo<T> {
  private items: T[] = [];
  private first = 0;

  get length(): number {
    return this.items.length - this.first;
  }

  push(item: T): void {
    this.items.push(item);
  }

  peek(): T | undefined {
    return this.items[this.first];
  }

  shift(): T | undefined {
    if (this.first === this.items.length) return undefined;
    const item = this.items[this.first];
    // The queue does not keep alive what it gave away.
    this.items[this.first++] = undefined as T;
    if (this.first === this.items.length) this.clear();
    else if (this.first === 4096) {
      this.items.splice(0, this.first);
      this.first = 0;
    }
    return item;
  }

  /** Puts items back that were taken: they are the first again. */
  unshift(items: readonly T[]): void {
    this.items.splice(0, this.first, ...items);
    this.first = 0;
  }

  private clear(): void {
    this.items.length = 0;
    this.first = 0;
  }
}
