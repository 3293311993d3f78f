import { copier } from './native-shims.ts';

/** Python's memory and the pointer of C's stack in it. */
export interface StackModule {
  HEAPU8: Uint8Array;
  memory: WebAssembly.Memory;
  stackSave(): number;
  stackRestore(address: number): void;
  _malloc(bytes: number): number;
}

/** A stack of a thread takes 1.5 KB where it is suspended, unless C has called Python again and again. */
const SLOT = 4096;
/** Threads whose stacks are kept in Python's memory; those of more, and larger ones, are kept outside of it. */
const SLOTS = 64;

/** The part of the stack that belongs to a suspended thread. */
export interface SavedStack {
  readonly start: number;
  /** The address of its slot; 0: `bytes` has it. */
  readonly slot: number;
  readonly bytes: Uint8Array | null;
}

/**
 * C's stack, which all threads share: WebAssembly switches its own only. Each thread begins at the same place. What it has
 * there is copied away while it is suspended. Pyodide does so only before others need the place, which takes longer: it makes
 * an array for each copy.
 */
export class StackMemory {
  private readonly module: StackModule;
  private readonly base: number;
  private readonly free: number[];
  private readonly copy: (to: number, from: number, bytes: number) => void;

  /** No thread runs yet. The slots are taken now, so that they are the same memory in each interpreter. */
  constructor(module: StackModule) {
    this.module = module;
    this.base = module.stackSave();
    const first = module._malloc(SLOT * SLOTS);
    this.free = first === 0 ? [] : Array.from({ length: SLOTS }, (_, n) => first + n * SLOT);
    this.copy = copier(module);
  }

  /** A thread is about to begin. */
  enter(): void {
    this.module.stackRestore(this.base);
  }

  /** The current thread is about to suspend. */
  save(): SavedStack {
    const { module, base } = this;
    const start = module.stackSave();
    const slot = base - start <= SLOT ? (this.free.pop() ?? 0) : 0;
    if (slot === 0) return { start, slot, bytes: module.HEAPU8.slice(start, base) };
    this.copy(slot, start, base - start);
    return { start, slot, bytes: null };
  }

  /** It goes on. */
  restore({ start, slot, bytes }: SavedStack): void {
    if (bytes === null) {
      this.copy(start, slot, this.base - start);
      this.free.push(slot);
    } else this.module.HEAPU8.set(bytes, start);
    this.module.stackRestore(start);
  }
}
