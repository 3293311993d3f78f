import type { Runnable } from '../schedule/scheduler.ts';
import type { ThreadId } from '../trace/events.ts';

/** A set of thread ids as bits, in ascending order. */
export class RunSet implements Runnable {
  size = 0;
  private words = new Uint32Array(4);

  has(thread: ThreadId): boolean {
    return thread >= 0 && ((this.words[thread >>> 5] ?? 0) & (1 << (thread & 31))) !== 0;
  }

  add(thread: ThreadId): void {
    if (this.has(thread)) return;
    const at = thread >>> 5;
    if (at >= this.words.length) {
      const wider = new Uint32Array(Math.max(at + 1, this.words.length * 2));
      wider.set(this.words);
      this.words = wider;
    }
    this.words[at]! |= 1 << (thread & 31);
    this.size++;
  }

  delete(thread: ThreadId): void {
    if (!this.has(thread)) return;
    this.words[thread >>> 5]! &= ~(1 << (thread & 31));
    this.size--;
  }

  nth(n: number): ThreadId {
    if (!(n >= 0 && n < this.size)) throw new RangeError(`no thread ${n} among ${this.size}`);
    let left = n;
    for (let at = 0; ; at++) {
      let word = this.words[at]!;
      const here = popcount(word);
      if (left >= here) {
        left -= here;
        continue;
      }
      while (left-- > 0) word &= word - 1;
      return at * 32 + lowest(word);
    }
  }

  after(thread: ThreadId): ThreadId {
    if (this.size === 0) throw new RangeError('no thread can run');
    const from = thread + 1;
    for (let at = from >>> 5; at < this.words.length; at++) {
      let word = this.words[at]!;
      if (at === from >>> 5) word &= -1 << (from & 31);
      if (word !== 0) return at * 32 + lowest(word);
    }
    return this.nth(0);
  }
}

const lowest = (word: number) => 31 - Math.clz32(word & -word);

function popcount(word: number): number {
  let v = word - ((word >>> 1) & 0x55555555);
  v = (v & 0x33333333) + ((v >>> 2) & 0x33333333);
  return Math.imul((v + (v >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
