declare module 'virtual:pyodide' {
  export const FOLDER: string;
  /** Bytes of the files in it that a start needs, and about how many of them come over the line. */
  export const FILES: Readonly<
    Record<
      'pyodide.mjs' | 'pyodide.asm.mjs' | 'pyodide.asm.wasm' | 'python_core.bin',
      { readonly size: number; readonly packed: number }
    >
  >;
  /** The part of the standard library's archive that is in `python_rest.bin`, and how many bytes the archive has. */
  export const REST: { readonly from: number; readonly to: number; readonly size: number };
  /** Pyodide's lock file, without packages: there is no network to load them from. */
  export const LOCK: object;
}
