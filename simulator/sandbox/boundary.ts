/**
 * The boundary between Python and JavaScript: the functions that WebAssembly imports. Whatever a program does to Python,
 * its memory included, it reaches JavaScript through these and nothing else. So this is where it is held.
 */

type Import = (...args: unknown[]) => unknown;

/** libc's, which take and give numbers: clocks, files in memory, the heap. None of them leads out of the worker. */
const LIBC = new RegExp(
  `^(?:${[
    '__syscall_(?!(?:accept4|bind|connect|listen|sendmsg|sendto|getpeername|recvmsg)$).*',
    '_(?:tzset|timegm|mktime|localtime|gmtime|munmap|msync|mmap|setitimer|abort)_js',
    'emscripten_(?:date_now|get_now|get_heap_max|resize_heap|runtime_keepalive_push|runtime_keepalive_pop)',
    '_emscripten_(?:get_progname|runtime_keepalive_clear|lookup_name)',
    '(?:clock|environ|fd|random)_.*',
    '__assert_fail|__call_sighandler|_try_fcntl64|_try_shutdown|_maybe_poll_async',
    '_Py_emscripten_runtime|_Py_CheckEmscriptenSignals_Helper|_PyEM_TrampolineCall_JS',
    '__hiwire_.*|throw_no_gil|fail_test|hiwire_invalid_ref_js|can_run_sync_js',
  ].join('|')})$`,
);

/** Names that a run needs besides: they carry values across, and make stacks of threads. The list was measured. */
const CROSSING: ReadonlySet<string> = new Set([
  'JsvNoValue_Check',
  'JsvNum_fromInt',
  'JsvNum_fromDouble',
  'JsvNum_toInt',
  'JsvBigInt_fromInt',
  'JsvBigInt_fromDigits',
  'Jsv_BigIntToNum',
  'JsvUTF8ToString',
  'JsvArray_New',
  'JsvArray_Get',
  'JsvArray_Push',
  'JsvMap_New',
  'JsvPromise_Check',
  'JsvGenerator_Check',
  'JsvAsyncGenerator_Check',
  'Jsv_GetError_import',
  'JsvError_Check',
  'js2python_js',
  'js2python_immutable_js',
  'pyproxy_new',
  'pyproxy_new_ex',
  'pyproxy_Check',
  'pyproxy_AsPyObject',
  'proxy_cache_get',
  'proxy_cache_set',
  'destroy_proxies',
  '_python2js_ascii',
  '_python2js_ucs1',
  '_python2js_ucs2',
  '_python2js_ucs4',
  '_python2js_cache_lookup',
  '_python2js_add_to_cache',
  '_python2js_addto_postprocess_list',
  '_python2js_handle_postprocess_list',
  '_JsArray_PushEntry_helper',
  '_JsArray_PostProcess_helper',
  '_maybe_recvfrom_async',
  'get_suspender',
  'set_suspender',
  'saveState',
  'restoreState',
  'syncifyHandler',
  'JsvPromise_Syncify_handleError',
]);

/** Pyodide's own, for its proxies: they go on, but whatever object they are given, they see {@link NOTHING}. */
const PROXIES =
  /^_?(?:Jsv?[A-Z_]|Js[A-Z]|js2python|python2js|pyproxy|agen|destroy_|get_length_|get_async_|create_|wrap_|handle_next|my_dict|new_error|is_comlink|gc_register|capture_stderr|restore_stderr)/;

/** The answer of all other names: "not permitted", as CPython knows it, or no library. */
const ANSWERS: readonly (readonly [RegExp, unknown])[] = [
  [/^__syscall_/, -63],
  [/^_maybe_/, null],
  [/^_(?:emscripten_)?(?:dlopen|dlsym)/, 0],
  [/^get(?:addr|name)info$/, -4],
  [/^_emscripten_system$/, -1],
];

/** Stands for every object that Python has no business with: it has no properties, no prototype, and cannot be called. */
const NOTHING: unknown = Object.freeze(Object.create(null));

const isObject = (value: unknown): boolean =>
  (typeof value === 'object' && value !== null) || typeof value === 'function';

/** The part of JavaScript that one interpreter may reach: all while it starts, almost nothing once it is sealed. */
export class Boundary {
  private functions: ReadonlySet<unknown> | null = null;

  /** From now on Python can call these functions, with numbers and texts, and reach no other object. There is no way back. */
  seal(functions: Iterable<unknown>): void {
    this.functions ??= new Set(functions);
  }

  get sealed(): boolean {
    return this.functions !== null;
  }

  /** Puts guards in place of the imports; in place, since libraries that are loaded later take theirs from the same object. */
  guard(imports: Record<string, Record<string, unknown>>): void {
    for (const module of new Set([imports['env'], imports['wasi_snapshot_preview1']]))
      for (const [name, value] of Object.entries(module ?? {}))
        if (typeof value === 'function') module![name] = this.guarded(name, value as Import);
  }

  private guarded(name: string, original: Import): Import {
    if (name === 'JsvFunction_CallBound') return this.call(original);
    if (LIBC.test(name) || CROSSING.has(name)) return original;
    const refusal = PROXIES.test(name) ? null : refusing(name);
    const guard: Import = (...args) => {
      if (this.functions === null) return original(...args);
      if (refusal) return refusal();
      return original(...args.map((arg) => (isObject(arg) ? NOTHING : arg)));
    };
    // Emscripten keeps what a function takes and gives beside it.
    return Object.assign(guard, original);
  }

  private call(original: Import): Import {
    const guard: Import = (called, self, args) => {
      const { functions } = this;
      if (functions === null) return original(called, self, args);
      if (!functions.has(called) || !isPlain(args)) return original(NOTHING, NOTHING, []);
      return original(called, undefined, args);
    };
    return Object.assign(guard, original);
  }
}

/** For everything that is not known to be harmless: a way out of the worker is among it, such as `os.system` in Node. */
function refusing(name: string): () => unknown {
  const answer = ANSWERS.find(([pattern]) => pattern.test(name));
  if (answer) return () => answer[1];
  return () => {
    throw new WebAssembly.RuntimeError(`a program here cannot call ${name}`);
  };
}

/** An array of numbers and texts. */
function isPlain(args: unknown): boolean {
  if (!Array.isArray(args)) return false;
  for (let at = 0; at < args.length; at++) if (isObject(args[at])) return false;
  return true;
}

let turn: Promise<unknown> = Promise.resolve();

/** Starts Pyodide behind a boundary: `load` instantiates it. One at a time, for it is known by being the one that starts. */
export function bounded<Started>(load: () => Promise<Started>): Promise<readonly [Started, Boundary]> {
  const started = turn.then(async () => {
    const boundary = new Boundary();
    const { instantiate, instantiateStreaming } = WebAssembly;
    const guard = (imports: unknown) => {
      const known = imports as Record<string, Record<string, unknown>> | undefined;
      if (known?.['env']?.['JsvFunction_CallBound']) boundary.guard(known);
    };
    WebAssembly.instantiate = ((source: never, imports: never) => {
      guard(imports);
      return instantiate.call(WebAssembly, source, imports);
    }) as never;
    WebAssembly.instantiateStreaming = (source, imports) => {
      guard(imports);
      return instantiateStreaming.call(WebAssembly, source, imports);
    };
    try {
      return [await load(), boundary] as const;
    } finally {
      Object.assign(WebAssembly, { instantiate, instantiateStreaming });
    }
  });
  turn = started.catch(() => {});
  return started;
}
