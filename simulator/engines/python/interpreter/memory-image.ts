import type { Module } from './pyodide.ts';

/** The parts of Emscripten's module that say what lies where in memory. */
interface Layout {
  HEAPU8: Uint8Array;
  _sbrk(bytes: number): number;
  stackSave(): number;
  stackRestore(address: number): void;
  _emscripten_stack_get_base(): number;
  _emscripten_stack_get_end(): number;
}

/** Bytes of memory that stood at an address. */
type MemoryBlock = readonly [address: number, bytes: Uint8Array];

/**
 * The memory of an interpreter at rest: data, the used part of the stack, and the heap. Put back, the interpreter is as it
 * was, whatever a program has done to it: a fresh one for 2 ms, where a start from a snapshot takes 300.
 */
export class MemoryImage {
  private readonly module: Layout;
  private readonly parts: readonly MemoryBlock[];
  private readonly end: number;
  private readonly stack: number;

  private constructor(module: Layout) {
    this.module = module;
    const [top, base, bottom] = [
      module.stackSave(),
      module._emscripten_stack_get_base(),
      module._emscripten_stack_get_end(),
    ];
    this.stack = top;
    this.end = module._sbrk(0);
    // Data lie below the stack and the heap above it, in this order (wasm-ld's --no-stack-first).
    this.parts = [
      [0, bottom],
      [top, base],
      [base, this.end],
    ].map(([from, to]) => [from!, module.HEAPU8.slice(from, to)]);
  }

  /** Takes an image; null where the layout of the memory is another than expected. No stack may be suspended. */
  static take(module: Module): MemoryImage | null {
    const found = module as Module & Partial<Layout>;
    const known =
      found.HEAPU8 &&
      found._sbrk &&
      found.stackSave &&
      found.stackRestore &&
      found._emscripten_stack_get_base &&
      found._emscripten_stack_get_end;
    if (!known) return null;
    const { _sbrk, _emscripten_stack_get_base: base, _emscripten_stack_get_end: bottom } = found as Layout;
    const ordered = 0 < bottom() && bottom() < base() && base() <= _sbrk(0);
    return ordered ? new MemoryImage(found as Module & Layout) : null;
  }

  /** Puts the memory back. No thread of a run may be resumed after this. */
  restore(): void {
    const { module, stack, end } = this;
    // The last stack that ended may have stood below others that were suspended.
    module.stackRestore(stack);
    const used = module._sbrk(0);
    const memory = module.HEAPU8;
    for (const [address, bytes] of this.parts) memory.set(bytes, address);
    // Memory that is taken from the system for the first time is zero.
    if (used > end) memory.fill(0, end, used);
  }
}
