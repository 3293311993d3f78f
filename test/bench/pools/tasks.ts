/** The task that all pools are measured with: it gives back what it gets. */
export const same = <T>(value: T): T => value;

const never = new Int32Array(new SharedArrayBuffer(4));

/** The job of the article: it takes a tenth of a second, and no processor. */
export function tenth(): void {
  Atomics.wait(never, 0, 0, 100);
}
