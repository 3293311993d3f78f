// The package has types, but its `exports` do not say where.
declare module 'threads' {
  export const Worker: new (script: string) => object;
  export function spawn<T>(worker: object): Promise<T>;
  export function Pool<T>(
    spawn: () => Promise<T>,
    size: number,
  ): { queue(task: (worker: T) => unknown): PromiseLike<unknown>; terminate(): Promise<void> };
}
declare module 'threads/worker' {
  export function expose(tasks: object): void;
}
