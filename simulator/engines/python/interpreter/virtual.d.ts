declare module 'virtual:pyodide' {
  export const FOLDER: string;
  /** Sizes in bytes of the files in it. */
  export const FILES: Readonly<
    Record<'pyodide.mjs' | 'pyodide.asm.mjs' | 'pyodide.asm.wasm' | 'python_stdlib.zip' | 'pyodide-lock.json', number>
  >;
}
