/**
 * Pyodide, as far as it is used here. Its `_module` and snapshots are private: everything that leans on them is in this file.
 */
export interface Pyodide {
  runPython(code: string): unknown;
  pyimport(name: string): PyModule;
  toPy(value: unknown): PyProxy;
  FS: {
    mkdirTree(path: string): void;
    writeFile(path: string, data: string | Uint8Array): void;
    unlink(path: string): void;
    cwd(): string;
    chdir(path: string): void;
    createDevice(parent: string, name: string, input: () => number): unknown;
  };
  _module: Module;
  makeMemorySnapshot(): Uint8Array;
}
export interface PyProxy {
  destroy(): void;
}
export type PyFunction = PyProxy &
  ((...args: unknown[]) => unknown) & { callPromising(...args: unknown[]): Promise<unknown> };
type PyModule = PyProxy & Record<string, PyFunction>;
export interface Module {
  promisingApply?: (...args: unknown[]) => Promise<unknown[]>;
  enterTask?: () => void;
  validSuspender: { value: boolean };
  PyProxy_getPtr?: (proxy: unknown) => number;
  memory?: WebAssembly.Memory;
  _PyEval_GetFrame(): number;
  _PyFrame_GetBack(frame: number): number;
  _PyFrame_GetCode(frame: number): number;
  _Py_DecRef(object: number): void;
  _Py_IncRef(object: number): void;
}

/** Starts Pyodide on the platform on which this runs. */
export interface Loader {
  /** `loadPyodide`, with the options that fit the place. */
  load(options: object): Promise<Pyodide>;
  /** The files of `runtime/`, name to text; null: the library that is loaded has their bytecode. */
  sources(): Promise<RuntimeFiles | null>;
}
export type RuntimeFiles = Readonly<Record<string, string>>;

/** Bytes of memory an interpreter may take. */
export const MAX_MEMORY = 512 * 2 ** 20;
/** Bytes of a page of WebAssembly's memory. */
const PAGE = 65_536;

/** `enter.callPromising` without the turn of the event loop that it waits for: threads are entered from a microtask anyway. */
export function enterStack({ _module: module }: Pyodide, enter: PyFunction, index: number): Promise<unknown> {
  const { promisingApply, enterTask, PyProxy_getPtr } = module;
  if (!promisingApply || !enterTask || !PyProxy_getPtr) return enter.callPromising(index);
  enterTask();
  const { value } = module.validSuspender;
  module.validSuspender.value = false;
  const ended = promisingApply(PyProxy_getPtr(enter), [index], 1, [], 0, 0);
  return ended.finally(() => (module.validSuspender.value = value));
}

/** The path at which CPython finds the archive of its library. */
export const ARCHIVE = '/lib/python314.zip';
/** The folder of `runtime/`, and the check of an exercise. */
const RUNTIME = '/lab_runtime';

/** Makes the folder that checks are written to. */
export const makeFolders = ({ FS }: Pyodide): void => FS.mkdirTree(RUNTIME);

/** A program that wants more memory gets a MemoryError; without a limit it would take the tab with it. */
export function limitMemory({ _module: { memory } }: Pyodide): void {
  if (!memory) return;
  memory.grow = (pages) => {
    if (memory.buffer.byteLength + pages * PAGE > MAX_MEMORY) throw new RangeError('the limit of memory is reached');
    return WebAssembly.Memory.prototype.grow.call(memory, pages);
  };
}

/** Makes the devices of chance read bytes that `draw` gives, numbers in [0, 1). */
export function seedDevices({ FS }: Pyodide, draw: () => number): void {
  for (const name of ['random', 'urandom']) {
    FS.unlink(`/dev/${name}`);
    FS.createDevice('/dev', name, () => Math.floor(draw() * 256));
  }
}

/**
 * The code objects on the Python stack that has just called JavaScript, by their addresses, innermost first. It is read from
 * C, so that nothing a program has changed in Python is asked.
 */
export function callers({ _module: module }: Pyodide, most: number): number[] {
  const found: number[] = [];
  // The first is borrowed, the others are ours to give back.
  let frame = module._PyEval_GetFrame();
  for (let depth = 0; frame !== 0 && depth < most; depth++) {
    const code = module._PyFrame_GetCode(frame);
    found.push(code);
    module._Py_DecRef(code);
    const next = module._PyFrame_GetBack(frame);
    if (depth > 0) module._Py_DecRef(frame);
    frame = next;
    if (depth === most - 1 && frame !== 0) module._Py_DecRef(frame);
  }
  return found;
}

/** Imports `runtime/` and sets it up: from the sources, or from what the library has of it (bytecode.py). */
export function setUpPyodide(py: Pyodide, sources: RuntimeFiles | null): void {
  if (!sources) return void py.runPython(FROM_LIBRARY);
  const utf8 = new TextEncoder();
  for (const [name, text] of Object.entries(sources)) py.FS.writeFile(`${RUNTIME}/${name}`, utf8.encode(text));
  py.runPython(`import sys; sys.path.append("${RUNTIME}"); import lab_bytecode; lab_bytecode.start()`);
}

const FROM_LIBRARY = `
import marshal, sys, types
_codes, _results = marshal.loads(sys.path_importer_cache["${ARCHIVE}"].get_data("lab_runtime.bin"))
_module = sys.modules["lab_bytecode"] = types.ModuleType("lab_bytecode")
exec(_codes["lab_bytecode"], vars(_module))
_module.codes.update(_codes)
_module.results.update(_results)
_module.start()
del _codes, _results, _module
`;

/** The addresses of the objects that `native-functions.ts` needs to know. */
export const addresses = (py: Pyodide): number[] =>
  String(py.runPython("' '.join(str(id(each)) for each in (None, False, True, float, 0, 1, RuntimeError))"))
    .split(' ')
    .map(Number);
