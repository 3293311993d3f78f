import type { NativeModule } from './native-functions.ts';

/** Words of a generator behind its reference count and its type: how many are used up, and the numbers. */
const FROM = 2;
const WORDS = 625;

/** Python's random generators as they were when they were seeded: a run that begins with the same seed gets these words. */
export class Generators {
  private readonly module: NativeModule;
  private at: number[] = [];
  private words = new Int32Array();

  constructor(module: NativeModule) {
    this.module = module;
  }

  /** Functions that Python calls. */
  readonly api = {
    /** The addresses of generators that have just been seeded with the same number. */
    seeded: (addresses: string) => {
      this.at = addresses.split(' ').map((address) => (Number(address) >> 2) + FROM);
      this.words = this.module.HEAP32.slice(this.at[0], this.at[0]! + WORDS);
    },
  };

  /** Called before every run, and without texts. */
  readonly numeric = {
    reseed: () => {
      for (const at of this.at) this.module.HEAP32.set(this.words, at);
    },
  };
}
