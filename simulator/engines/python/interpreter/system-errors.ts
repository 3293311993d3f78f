import type { NativeFunctions } from './native-functions.ts';

/**
 * Tells Python of each error of the system that C raises, before a handler sees it (`lab_errno.py`): its number is
 * WebAssembly's. Other exceptions cost a look at their class.
 */
export class SystemErrors {
  private readonly natives: NativeFunctions;
  /** Addresses of OSError and of the classes that C raises for a number. They live for ever, and their instances are alike. */
  private kinds: readonly number[] = [];
  /** Code that is left out of tracebacks, and the function of Python that does it. */
  private shed: ReadonlySet<number> = new Set();
  private shedding = 0;
  /** The address of the last one that was raised. */
  private raised = 0;

  constructor(natives: NativeFunctions) {
    this.natives = natives;
  }

  /** Functions that Python calls, once for each interpreter. */
  readonly setup = {
    /** Calls `handler` where an exception comes out of this code. */
    sheds: (codes: string, handler: number) => {
      this.shed = new Set(codes.split(' ').map(Number));
      this.shedding = handler;
    },
    /** Puts a builtin into a list that calls `handler` for an exception of one of these classes. */
    raises: (list: number, kinds: string, handler: number) => {
      this.kinds = kinds.split(' ').map(Number);
      const where = (code: number, args: number) => {
        if (this.shed.has(code)) return this.shedding;
        const memory = this.natives.module.HEAP32;
        const error = memory[(args >> 2) + 2]!;
        if (!this.kinds.includes(memory[(error >> 2) + 1]!)) return 0;
        this.raised = error;
        return handler;
      };
      this.natives.append(list, this.natives.forwarding('raised', where));
    },
  };

  readonly api = {
    /** Makes the last one an instance of another of these classes. */
    recast: (kind: number) => {
      const { HEAP32 } = this.natives.module;
      const at = (this.raised >> 2) + 1;
      if (this.raised !== 0 && this.kinds.includes(HEAP32[at]!) && kind in this.kinds) HEAP32[at] = this.kinds[kind]!;
      this.raised = 0;
    },
  };
}
