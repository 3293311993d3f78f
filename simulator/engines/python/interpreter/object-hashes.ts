import { freeing, hashing } from './native-shims.ts';
import type { NativeModule } from './native-functions.ts';
import type { Module } from './pyodide.ts';

/** In words: the functions of a type that hash and free its instances (PyTypeObject). */
const HASH = 15;
const FREE = 40;
/** Spreads numbers over all bits, as addresses are spread (the golden ratio). */
const SPREAD = 0x9e3779b1;

/**
 * Hashes of the program's objects. CPython's own is the address, which another run has for another object: then a set of
 * them has another order. Here each has a number, in the order in which a run hashes them.
 */
export class ObjectHashes {
  private readonly module: NativeModule & { wasmTable: WebAssembly.Table };
  /** Types that a fresh interpreter has: the hashes of their instances stand in dictionaries already. */
  private known: ReadonlySet<number> = new Set();
  /** Hashes by the addresses of objects that live. */
  private readonly hashes = new Map<number, number>();
  /** The index in HEAP32 of their number. */
  private readonly some: number;
  private count = 0;
  private seed = 0;

  constructor(module: Module) {
    this.module = module as ObjectHashes['module'];
    this.some = this.module._malloc(4) >> 2;
    this.module.HEAP32[this.some] = 0;
  }

  /** Functions that Python calls, once for each interpreter. */
  readonly setup = {
    /** All types by their addresses, first `object`, and then one whose instances are garbage collected. */
    hashes: (types: string) => {
      const { HEAP32: words, wasmTable: table, memory } = this.module;
      const all = types.split(' ').map(Number);
      this.known = new Set(all);
      const [object, collected] = all as [number, number];
      const replace = (index: number, made: (own: unknown) => unknown) => table.set(index, made(table.get(index)));
      replace(words[(object >> 2) + HASH]!, (own) => hashing({ own, number: (thing) => this.of(thing) }));
      for (const type of [object, collected])
        replace(words[(type >> 2) + FREE]!, (own) =>
          freeing({ own, gone: (thing) => this.gone(thing), memory, some: this.some * 4 }),
        );
    },
  };

  /** The memory is that of a fresh interpreter again. */
  forget(): void {
    this.hashes.clear();
  }

  /** Begins a run: the same numbers in the same order. What an earlier run has left keeps its own. */
  begin(seed: number): void {
    this.count = 0;
    this.seed = seed;
  }

  /** The hash of an object; -1: CPython's own. */
  private of(thing: number): number {
    if (this.known.has(this.module.HEAP32[(thing >> 2) + 1]!)) return -1;
    const known = this.hashes.get(thing);
    if (known !== undefined) return known;
    const hash = Math.imul(++this.count + this.seed, SPREAD) >>> 1;
    this.hashes.set(thing, hash);
    this.module.HEAP32[this.some] = this.hashes.size;
    return hash;
  }

  private gone(thing: number): void {
    this.hashes.delete(thing);
    this.module.HEAP32[this.some] = this.hashes.size;
  }
}
