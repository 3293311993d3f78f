import type { HiddenCode } from './hidden-code.ts';
import type { Module } from './pyodide.ts';

/**
 * Offsets of CPython 3.14 on 32 bits, in words: `PyFrameObject.f_frame`, `_PyInterpreterFrame.stackpointer`,
 * `PyListObject.ob_item`, and the first of its local variables.
 */
const FRAME = 3;
const STACK_POINTER = 8;
const LOCALS = 10;
const ITEMS = 3;
/** Bits of a slot of the stack that belong to no address. */
const TAGS = 3;

/**
 * Reads the operand stack of code on the Python stack. Python asks for an operand of the frame that is so far below its
 * caller, never for an address; it finds it in a list of its own (`lab_operands.py`, which tests the layout first).
 */
export class Operands {
  private readonly module: Module;
  private readonly hidden: HiddenCode;
  private memory = new Uint32Array();
  private top = 0;
  private locals = 0;
  private slot = 0;

  constructor(module: Module, hidden: HiddenCode) {
    this.hidden = hidden;
    this.module = module;
  }

  /** Functions that Python calls. */
  readonly api = {
    cell: (list: number) => {
      this.slot = (this.words[(list >> 2) + ITEMS] ?? 0) >> 2;
    },
    stand: (functions: number) => {
      const { module } = this;
      // Our own are no frames while they are hidden.
      const below = this.hidden.on ? 0 : functions;
      let frame = module._PyEval_GetFrame();
      for (let depth = 0; depth < below && frame !== 0; depth++) {
        const next = module._PyFrame_GetBack(frame);
        if (depth > 0) module._Py_DecRef(frame);
        frame = next;
      }
      const { words } = this;
      const inner = (words[(frame >> 2) + FRAME] ?? 0) >> 2;
      this.top = (words[inner + STACK_POINTER] ?? 0) >> 2;
      this.locals = inner + LOCALS;
      if (below > 0 && frame !== 0) module._Py_DecRef(frame);
    },
    operand: (depth: number) => this.hand(this.top - depth),
    local: (index: number) => this.hand(this.locals + index),
  };

  /** Puts the object of a slot into Python's list; false: there is none. */
  private hand(slot: number): boolean {
    const address = (this.words[slot] ?? 0) & ~TAGS;
    if (address === 0 || this.slot === 0 || this.top === 0) return false;
    this.module._Py_IncRef(address);
    // What was there before is None, which nothing counts.
    this.words[this.slot] = address;
    return true;
  }

  private get words(): Uint32Array {
    const { memory } = this.module;
    if (memory && this.memory.buffer !== memory.buffer) this.memory = new Uint32Array(memory.buffer);
    return this.memory;
  }
}
