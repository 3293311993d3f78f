declare module 'virtual:pyodide' {
  export const VERSION: string;
  /** Sizes in bytes of the files under `pyodide/<version>/`. */
  export const FILES: Readonly<
    Record<'pyodide.mjs' | 'pyodide.asm.mjs' | 'pyodide.asm.wasm' | 'python_stdlib.zip' | 'pyodide-lock.json', number>
  >;
}
