import type { NativeModule } from './native-functions.ts';

/** In words: the code and the caller of a frame (_PyInterpreterFrame), and the type of an object. */
const EXECUTABLE = 0;
const PREVIOUS = 1;
const TYPE = 1;
/** Bits of a reference that belong to no address. */
const TAGS = 3;
/** Words of a thread's state and of a code object in which a field is searched. */
const SEARCHED = 64;

/**
 * Tells whether code of the library has called a function that begins, from the interpreter's own frames: no frame becomes an
 * object of Python. Where the fields lie is learnt from answers of Python. After a wrong one, nothing is told any more.
 */
export class CallerFiles {
  private readonly module: NativeModule;
  /** Files by the address of their name, which Python keeps: is it the library's? */
  private readonly files = new Map<number, boolean>();
  /** The offset of the current frame in a thread's state, and of the file's name in a code object; -1: unknown. */
  private frameAt = -1;
  private nameAt = -1;
  private wrong = false;
  /** The caller that was asked for last, and was unknown; 0: none. */
  private asked = 0;
  /** The code of the caller that was told last. */
  caller = 0;
  /** The frame whose first argument was asked for, and unknown; 0: none. Where it stands in a frame; -1: unknown. */
  private begun = 0;
  private argumentAt = -1;

  constructor(module: NativeModule) {
    this.module = module;
  }

  /** Tells whether the caller of `code`, which begins, is the library's. Undefined: Python is to check itself. */
  isLibrary(code: number): boolean | undefined {
    this.asked = 0;
    const caller = this.wrong ? 0 : this.of(code);
    if (caller === 0) return undefined;
    const known = this.nameAt < 0 ? undefined : this.files.get(this.module.HEAP32[(caller >> 2) + this.nameAt]!);
    if (known === undefined) this.asked = caller;
    this.caller = caller;
    return known;
  }

  /** The code that has called `code`, which begins; 0: unknown, or none. */
  of(code: number): number {
    const words = this.module.HEAP32;
    const state = this.module._PyThreadState_GetUnchecked() >> 2;
    if (this.frameAt < 0) this.frameAt = this.find(state, code);
    const frame = words[state + this.frameAt]! >> 2;
    if (this.frameAt < 0 || (words[frame + EXECUTABLE]! & ~TAGS) !== code) return 0;
    const type = words[(code >> 2) + TYPE];
    // Calls of C stand between, which have no code.
    for (let at = words[frame + PREVIOUS]! >> 2; at !== 0; at = words[at + PREVIOUS]! >> 2) {
      const caller = words[at + EXECUTABLE]! & ~TAGS;
      if (caller !== 0 && words[(caller >> 2) + TYPE] === type) return caller;
    }
    return 0;
  }

  /** The address of the first argument of `code`, which begins; 0: unknown. */
  argument(code: number): number {
    const words = this.module.HEAP32;
    const frame = words[(this.module._PyThreadState_GetUnchecked() >> 2) + this.frameAt]! >> 2;
    this.begun = 0;
    if (this.frameAt < 0 || (words[frame + EXECUTABLE]! & ~TAGS) !== code) return 0;
    if (this.argumentAt >= 0) return words[frame + this.argumentAt]! & ~TAGS;
    this.begun = frame;
    return 0;
  }

  /** Python has looked: the first argument is this. */
  learnArgument(address: number): void {
    const { begun, module } = this;
    const is = (_: unknown, i: number) => (module.HEAP32[begun + i]! & ~TAGS) === address;
    if (begun !== 0) this.argumentAt = Array.from({ length: SEARCHED }, is).indexOf(true);
    this.begun = 0;
  }

  /** Python looks itself. */
  skip(): undefined {
    this.asked = this.begun = 0;
  }

  /** Python has looked: the caller's file has its name there, which it keeps. */
  learn(name: number, library: boolean): void {
    const { asked } = this;
    if (asked !== 0) {
      const words = this.module.HEAP32;
      if (this.nameAt < 0)
        this.nameAt = Array.from({ length: SEARCHED }, (_, i) => words[(asked >> 2) + i]).indexOf(name);
      this.wrong = this.nameAt < 0 || words[(asked >> 2) + this.nameAt] !== name;
    }
    this.asked = 0;
    this.files.set(name, library);
  }

  /** The memory is another, or other files count as the library's. */
  forget(): void {
    this.files.clear();
    this.asked = this.begun = 0;
  }

  /** The word of a thread's state that points to the frame of `code`; -1: there is none. */
  private find(state: number, code: number): number {
    const words = this.module.HEAP32;
    for (let i = 0; i < SEARCHED; i++) {
      const frame = words[state + i]! >> 2;
      if (frame > 0 && frame < words.length && (words[frame + EXECUTABLE]! & ~TAGS) === code) return i;
    }
    return -1;
  }
}
