/** Types of WebAssembly. */
const I32 = 0x7f;
const EXTERN = 0x6f;
const [TYPES, IMPORTS, FUNCTIONS, EXPORTS, CODE] = [1, 2, 3, 7, 10];
const MAGIC = [0, 0x61, 0x73, 0x6d, 1, 0, 0, 0];
const [FUNCTION, MEMORY, GLOBAL] = [0, 2, 3];

const text = (name: string) => [name.length, ...Array.from(name, (letter) => letter.charCodeAt(0))];
const section = (id: number, parts: readonly (readonly number[])[]) => {
  const bytes = [parts.length, ...parts.flat()];
  return [id, bytes.length, ...bytes];
};
const type = (takes: readonly number[], gives: readonly number[]) => [
  0x60,
  takes.length,
  ...takes,
  gives.length,
  ...gives,
];
const imported = (name: string, ...described: number[]) => [...text('e'), ...text(name), ...described];
const code = (local: number, body: readonly (readonly number[])[]) => {
  const bytes = [1, 1, local, ...body.flat(), 0x0b];
  return [bytes.length, ...bytes];
};

interface Sections {
  types: readonly (readonly number[])[];
  imports: readonly (readonly number[])[];
  type: number;
  index: number;
  code: readonly number[];
}

/** A module of WebAssembly with one function, the export `f`. Less than 128 bytes stand in each section. */
function compile(sections: Sections): WebAssembly.Module {
  const exported = [...text('f'), FUNCTION, sections.index];
  return new WebAssembly.Module(
    Uint8Array.from([
      ...MAGIC,
      ...section(TYPES, sections.types),
      ...section(IMPORTS, sections.imports),
      ...section(FUNCTIONS, [[sections.type]]),
      ...section(EXPORTS, [exported]),
      ...section(CODE, [sections.code]),
    ]),
  );
}

const modules = new Map<string, WebAssembly.Module>();

/** The function of a module that is compiled once, however many instances there are. */
function made(name: string, imports: object, sections: () => Sections): unknown {
  let module = modules.get(name);
  if (!module) modules.set(name, (module = compile(sections())));
  return new WebAssembly.Instance(module, { e: imports as WebAssembly.ModuleImports }).exports['f'];
}

/** Calls that Python's code of ours may go deeper than the program's limit. */
const HEADROOM = 48;

/**
 * A C function with METH_FASTCALL: `found = where(args[0], args); return found ? vectorcall(found, args, count, 0) : none`. The
 * stack has no frame of JavaScript when Python is called, so it can be suspended there. What Python does there takes nothing of
 * the depth that the program may reach: `remaining` is the address of how many calls are left.
 */
export function forwarder(imports: {
  where: (first: number, args: number) => number;
  vectorcall: (...args: number[]) => number;
  memory: WebAssembly.Memory;
  none: number;
  state: () => number;
  left: number;
}): unknown {
  const { left } = imports;
  // i32.store(state() + left, i32.load(state() + left) + by)
  const deeper = (by: number) =>
    left > 0 ? [0x10, 2, 0x10, 2, 0x28, 2, left, 0x41, by & 0x7f, 0x6a, 0x36, 2, left] : [];
  return made('forwarder', imports, () => ({
    types: [type([I32, I32], [I32]), type([I32, I32, I32, I32], [I32]), type([I32, I32, I32], [I32]), type([], [I32])],
    imports: [
      imported('where', FUNCTION, 0),
      imported('vectorcall', FUNCTION, 1),
      imported('state', FUNCTION, 3),
      imported('memory', MEMORY, 0, 0),
      imported('none', GLOBAL, I32, 0),
    ],
    type: 2,
    index: 3,
    code: code(I32, [
      [0x20, 1, 0x28, 2, 0], // i32.load of args[0]
      [0x20, 1, 0x10, 0, 0x22, 3, 0x45], // where(…), kept in a local; i32.eqz
      [0x04, I32, 0x23, 0], // if: none
      [0x05, ...deeper(HEADROOM)], // else
      [0x20, 3, 0x20, 1, 0x20, 2, 0x41, 0, 0x10, 1, 0x21, 3], // vectorcall(found, args, count, 0), kept
      [...deeper(-HEADROOM), 0x20, 3, 0x0b],
    ]),
  }));
}

/** A C function with METH_NOARGS: `state = save(); if (!state) return 0; found = waiting(); restore(state); return found`. */
export function suspending({
  save,
  waiting,
  restore,
}: {
  save: () => unknown;
  waiting: () => Promise<number>;
  restore: (state: never) => void;
}): unknown {
  const { Suspending } = WebAssembly as unknown as { Suspending: new (called: unknown) => WebAssembly.ImportValue };
  return made('suspending', { save, wait: new Suspending(waiting), restore }, () => ({
    types: [type([], [EXTERN]), type([], [I32]), type([EXTERN], []), type([I32, I32], [I32])],
    imports: [imported('save', FUNCTION, 0), imported('wait', FUNCTION, 1), imported('restore', FUNCTION, 2)],
    type: 3,
    index: 3,
    code: code(EXTERN, [
      [0x10, 0, 0x22, 2, 0xd1], // save(), kept in a local; ref.is_null
      [0x04, I32, 0x41, 0], // if: 0
      [0x05, 0x10, 1, 0x20, 2, 0x10, 2, 0x0b], // else: wait(), restore(state)
    ]),
  }));
}

/** A setter of C: `announce(owner); return own(owner, value, closure)`. What goes with the old value may suspend its stack. */
export function announcing(imports: {
  announce: (owner: number) => void;
  own: (owner: number, value: number, closure: number) => number;
}): unknown {
  return made('announcing', imports, () => ({
    types: [type([I32], []), type([I32, I32, I32], [I32])],
    imports: [imported('announce', FUNCTION, 0), imported('own', FUNCTION, 1)],
    type: 1,
    index: 2,
    code: code(I32, [[0x20, 0, 0x10, 0, 0x20, 0, 0x20, 1, 0x20, 2, 0x10, 1]]),
  }));
}

/**
 * `for (; from < to; from += 8) if (*from[0] !== from[1]) return from; return 0`, of pairs of an address and what was there. Where
 * the memory may grow, V8 takes four times as long to compare it from JavaScript.
 */
export function comparer(imports: { memory: WebAssembly.Memory }): (from: number, to: number) => number {
  return made('comparer', imports, () => ({
    types: [type([I32, I32], [I32])],
    imports: [imported('memory', MEMORY, 0, 0)],
    type: 0,
    index: 0,
    code: code(I32, [
      [0x03, 0x40, 0x20, 0, 0x20, 1, 0x4f], // loop: from >= to
      [0x04, 0x40, 0x41, 0, 0x0f, 0x0b], // if: return 0
      [0x20, 0, 0x28, 2, 0, 0x28, 2, 0, 0x20, 0, 0x28, 2, 4, 0x47], // *from[0] !== from[1]
      [0x04, 0x40, 0x20, 0, 0x0f, 0x0b], // if: return from
      [0x20, 0, 0x41, 8, 0x6a, 0x21, 0, 0x0c, 0, 0x0b, 0x00], // from += 8, again; unreachable
    ]),
  })) as (from: number, to: number) => number;
}

/** A function of C that hashes an object: `n = number(object); return n === -1 ? own(object) : n`. */
export function hashing(imports: { own: unknown; number: (object: number) => number }): unknown {
  return made('hashing', imports, () => ({
    types: [type([I32], [I32])],
    imports: [imported('own', FUNCTION, 0), imported('number', FUNCTION, 0)],
    type: 0,
    index: 2,
    code: code(I32, [
      [0x20, 0, 0x10, 1, 0x22, 1, 0x41, 0x7f, 0x46], // number(object), kept in a local; i32.eq with -1
      [0x04, I32, 0x20, 0, 0x10, 0, 0x05, 0x20, 1, 0x0b], // if: own(object); else: the number
    ]),
  }));
}

/** A function of C that frees an object: `if (*some) gone(object); own(object)`. `some`: an address. */
export function freeing(imports: {
  own: unknown;
  gone: (object: number) => void;
  memory: WebAssembly.Memory;
  some: number;
}): unknown {
  return made('freeing', imports, () => ({
    types: [type([I32], [])],
    imports: [
      imported('own', FUNCTION, 0),
      imported('gone', FUNCTION, 0),
      imported('memory', MEMORY, 0, 0),
      imported('some', GLOBAL, I32, 0),
    ],
    type: 0,
    index: 2,
    code: code(I32, [
      [0x23, 0, 0x28, 2, 0, 0x04, 0x40, 0x20, 0, 0x10, 1, 0x0b], // i32.load of `some`; if: gone(object)
      [0x20, 0, 0x10, 0],
    ]),
  }));
}
