import type { Module } from './pyodide.ts';
import { forwarder, suspending } from './native-shims.ts';

/** The part of CPython's C interface that makes its builtin functions and their numbers, and its memory. */
export interface NativeModule extends Module {
  HEAP32: Int32Array;
  HEAPF64: Float64Array;
  memory: WebAssembly.Memory;
  addFunction(callback: unknown, signature?: string): number;
  _malloc(bytes: number): number;
  _PyCFunction_NewEx(definition: number, self: number, module: number): number;
  _PyObject_GC_UnTrack(object: number): void;
  _PyList_Append(list: number, item: number): number;
  _PyLong_FromLong(value: number): number;
  _PyFloat_FromDouble(value: number): number;
  _PyObject_Vectorcall(callable: number, args: number, count: number, names: number): number;
  _PyErr_SetNone(kind: number): void;
  _PyThreadState_GetUnchecked(): number;
  _captureThreadState(): number;
  _restoreThreadState(state: number): void;
  StackState: new () => { restore(): void };
}

/** Flags of PyMethodDef. */
const FASTCALL = 0x80;
const NO_ARGUMENTS = 4;

/** The least and the greatest integer that CPython has made once and for all. */
const SMALLEST = -5;
const GREATEST = 256;
/** Bits of a digit of an integer, and of its tag below the number of digits. */
const DIGIT = 2 ** 30;
const TAG_BITS = 3;
const NEGATIVE = 2;
/** Words of a thread's state that are searched, and how deep the search is at most. */
const SEARCHED = 32;
const SHALLOW = 50;

/** Takes and gives numbers; a function that gives nothing gives None. */
export type NativeFunction = (...args: number[]) => number | boolean | undefined | void;

/**
 * JavaScript's functions as builtins of CPython. A call takes a tenth of a microsecond; through Pyodide's proxies it takes
 * more than one, which is as much as all else at a switch point. They see numbers only, and no object of Python reaches them.
 */
export class NativeFunctions {
  readonly module: NativeModule;
  /** Addresses of objects that live for ever. */
  private readonly none: number;
  private readonly no: number;
  private readonly yes: number;
  private readonly float: number;
  private readonly zero: number;
  /** Bytes from one of the small integers to the next. */
  private readonly stride: number;
  private readonly error: number;
  /** The offset in a thread's state of the calls that are left until the recursion limit; 0: unknown. */
  private left = 0;

  /** `addresses`: of None, False, True, float, 0, 1 and RuntimeError. */
  constructor(module: Module, addresses: readonly number[]) {
    this.module = module as NativeModule;
    const [none, no, yes, float, zero, one, error] = addresses as [
      number,
      number,
      number,
      number,
      number,
      number,
      number,
    ];
    [this.none, this.no, this.yes, this.float, this.zero, this.error] = [none, no, yes, float, zero, error];
    this.stride = one - zero;
  }

  /** Functions that Python calls. */
  readonly depth = {
    /** The recursion limit is this one now: finds it in the thread's state, behind the number of calls that are left. */
    limited: (limit: number) => {
      const words = this.module.HEAP32;
      const state = this.module._PyThreadState_GetUnchecked() >> 2;
      for (let i = 1; i < SEARCHED; i++) {
        const left = words[state + i - 1]!;
        if (words[state + i] === limit && left <= limit && left > limit - SHALLOW) this.left = (i - 1) * 4;
      }
    },
    /** The thread that has control may go so many calls deeper. */
    deepen: (by: number) => {
      if (this.left > 0) this.module.HEAP32[(this.module._PyThreadState_GetUnchecked() + this.left) >> 2]! += by;
    },
  };

  /**
   * Makes builtins of these functions, by their names. Python fetches them with the function that is returned, which puts them
   * into its list, and says their names. `receive`: one more of that name.
   */
  fetched(functions: Readonly<Record<string, NativeFunction>>, receive?: number): (list: number) => string {
    const made = new Map(Object.entries(functions).map(([name, called]) => [name, this.of(name, called)]));
    if (receive !== undefined) made.set('receive', receive);
    return (list) => {
      for (const builtin of made.values()) this.append(list, builtin);
      return [...made.keys()].join(' ');
    };
  }

  /** A builtin that calls `called` with its arguments, which are numbers. Gives the address of a new reference. */
  private of(name: string, called: NativeFunction): number {
    const { module } = this;
    const callback = (_self: number, args: number, count: number) => {
      const memory = module.HEAP32;
      const at = args >> 2;
      switch (count) {
        case 0:
          return this.object(called());
        case 1:
          return this.object(called(this.number(memory[at]!)));
        case 2:
          return this.object(called(this.number(memory[at]!), this.number(memory[at + 1]!)));
        default:
          return this.object(called(...Array.from({ length: count }, (_, i) => this.number(memory[at + i]!))));
      }
    };
    return this.builtin(name, module.addFunction(callback, 'iiii'), FASTCALL);
  }

  /**
   * A builtin that calls with its arguments the Python function that `where` finds; 0: none, and it gives None. `where` is
   * given the addresses of the first argument and of all of them. Threads may be switched in the function.
   */
  forwarding(name: string, where: (first: number, args: number) => number): number {
    const { module, none } = this;
    const { _PyObject_Vectorcall: vectorcall, memory } = module;
    const shim = forwarder({
      where,
      vectorcall,
      state: module._PyThreadState_GetUnchecked,
      left: this.left,
      memory,
      none,
    });
    return this.builtin(name, module.addFunction(shim), FASTCALL);
  }

  /**
   * A builtin that suspends the stack until `wait` resolves to what `encoded` makes of an integer from 0 to 256. A promise
   * more for that would be a tenth of the time of a switch.
   * @throws where stacks cannot be suspended: who starts Python has asked before.
   */
  suspending(name: string, wait: (encoded: (code: number) => number) => Promise<number>): number {
    const { module, zero, stride } = this;
    if (!module.StackState || !('Suspending' in WebAssembly)) throw new Error('WebAssembly cannot be suspended here.');
    const save = () => {
      const valid = module.validSuspender.value;
      if (!valid) module._PyErr_SetNone(this.error);
      return valid ? { thread: module._captureThreadState(), stack: new module.StackState() } : null;
    };
    const restore = ({ thread, stack }: { thread: number; stack: { restore(): void } }) => {
      stack.restore();
      module._restoreThreadState(thread);
      module.validSuspender.value = true;
    };
    const encoded = (code: number) => zero + code * stride;
    const waiting = () => wait(encoded);
    const { addFunction } = module;
    return this.builtin(name, addFunction(suspending({ save, waiting, restore })), NO_ARGUMENTS);
  }

  /** Gives a list an object of which there is a new reference. */
  append(list: number, object: number): void {
    this.module._PyList_Append(list, object);
    this.module._Py_DecRef(object);
  }

  /** The value of an integer of up to two digits, or of a float. */
  number(object: number): number {
    const memory = this.module.HEAP32;
    const at = object >> 2;
    if (memory[at + 1] === this.float) return this.module.HEAPF64[(object + 8) >> 3]!;
    const tag = memory[at + 2]!;
    const digits = tag >> TAG_BITS;
    const size = digits > 1 ? memory[at + 3]! + memory[at + 4]! * DIGIT : memory[at + 3]!;
    return tag & NEGATIVE ? -size : size;
  }

  private object(value: number | boolean | void): number {
    if (value === undefined) return this.none;
    if (typeof value === 'boolean') return value ? this.yes : this.no;
    if (!Number.isInteger(value)) return this.module._PyFloat_FromDouble(value);
    if (value >= SMALLEST && value <= GREATEST) return this.zero + value * this.stride;
    return this.module._PyLong_FromLong(value);
  }

  private builtin(name: string, callback: number, flags: number): number {
    const { module } = this;
    const text = module._malloc(name.length + 1);
    const bytes = new Uint8Array(module.HEAP32.buffer);
    for (let i = 0; i < name.length; i++) bytes[text + i] = name.charCodeAt(i);
    bytes[text + name.length] = 0;
    // PyMethodDef: ml_name, ml_meth, ml_flags, ml_doc.
    const definition = module._malloc(16);
    module.HEAP32.set([text, callback, flags, 0], definition >> 2);
    const made = module._PyCFunction_NewEx(definition, 0, 0);
    // The collector does not show it to a program.
    module._PyObject_GC_UnTrack(made);
    return made;
  }
}
