import { comparer } from './native-shims.ts';

/** Python's memory. */
export interface PairsModule {
  HEAP32: Int32Array;
  memory: WebAssembly.Memory;
  _malloc(bytes: number): number;
  _free(address: number): void;
}

/** Bytes of a pair. */
const PAIR = 8;

/**
 * Words of Python's memory and what was there, as pairs that lie in this memory themselves: before every schedule all are
 * compared. They are in the order of the memory, since most of that time is spent on fetching it.
 */
export class WordPairs {
  private readonly module: PairsModule;
  private readonly from: number;
  private readonly to: number;
  /** Numbers of the words in the order of the memory, and the place of each. */
  private readonly order: Int32Array;
  private readonly places: Int32Array;
  /** The first pair from one address to another that is not as it was; 0: there is none. */
  private readonly differs: (from: number, to: number) => number;

  private constructor(module: PairsModule, from: number, order: Int32Array) {
    this.module = module;
    this.from = from;
    this.to = from + order.length * PAIR;
    this.order = order;
    this.places = new Int32Array(order.length);
    order.forEach((word, place) => (this.places[word] = place));
    this.differs = comparer(module);
  }

  /** `at`: the words as indices into the memory; `was`: what was there. Null: there is no memory left. */
  static of(module: PairsModule, at: readonly number[], was: readonly number[]): WordPairs | null {
    const order = Int32Array.from(at.keys()).toSorted((a, b) => at[a]! - at[b]!);
    const from = module._malloc(order.length * PAIR);
    if (from === 0) return null;
    const pairs = new WordPairs(module, from, order);
    for (const word of order) pairs.set(word, at[word]!, was[word]!);
    return pairs;
  }

  /** From now on the word with this number is compared at this place, with this value. */
  set(number: number, at: number, was: number): void {
    const pair = (this.from + this.places[number]! * PAIR) >> 2;
    this.module.HEAP32[pair] = at << 2;
    this.module.HEAP32[pair + 1] = was;
  }

  /** Numbers of the words that are not what they were. */
  *differing(): Generator<number> {
    for (let pair = this.differs(this.from, this.to); pair !== 0; pair = this.differs(pair + PAIR, this.to))
      yield this.order[(pair - this.from) / PAIR]!;
  }

  free(): void {
    this.module._free(this.from);
  }
}
