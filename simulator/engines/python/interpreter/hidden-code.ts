import type { Module } from './pyodide.ts';

/** Behind the end of any code, in instructions; as an offset in bytes it still fits an address. */
const NEVER = 2 ** 20;

/**
 * Hides frames from Python by their code. A frame that has not come to `_co_firsttraceable` is no frame to a program: CPython
 * leaves it out wherever one asks for frames, and no traceback has it.
 */
export class HiddenCode {
  private readonly module: Module & { HEAP32: Int32Array };
  /** Indices into HEAP32, and what was there. */
  private fields: { at: number; first: number }[] = [];
  private readonly codes = new Set<number>();
  /** Frames of this code are hidden now. */
  on = false;

  constructor(module: Module) {
    this.module = module as HiddenCode['module'];
  }

  /** Functions that Python calls. */
  readonly setup = {
    /** Code by its address, each with its first traceable instruction, and where that stands in a code object. */
    concealed: (codes: string, offset: number) => {
      const words = this.module.HEAP32;
      const numbers = codes.split(' ').map(Number);
      this.fields = [];
      for (let i = 0; i < numbers.length; i += 2) {
        const [code, first] = [numbers[i]!, numbers[i + 1]!];
        const at = (code + offset) >> 2;
        if (words[at] !== first) throw new Error('code objects have another layout than expected');
        this.codes.add(code);
        this.fields.push({ at, first });
      }
    },
  };

  readonly api = {
    hide: (on: number) => {
      const words = this.module.HEAP32;
      this.on = Boolean(on);
      // The memory may be that of a fresh interpreter by now.
      const [some] = this.fields;
      if (some && words[some.at] === (on ? NEVER : some.first)) return;
      for (const { at, first } of this.fields) words[at] = on ? NEVER : first;
    },
  };

  /** Tells whether frames of this code are hidden now. */
  has(code: number): boolean {
    return this.on && this.codes.has(code);
  }
}
