import process from 'node:process';
import { UsageError } from './usage.ts';

/** @throws UsageError if this Node cannot suspend WebAssembly. */
export function checkNode(): void {
  if (!('Suspending' in WebAssembly))
    throw new UsageError(
      `Python threads need a Node that can suspend WebAssembly (26 or newer); this is ${process.version}`,
    );
}
