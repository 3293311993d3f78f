/** The columns of a trace: one cell an event, 24 bytes in all. */
export interface Columns {
  times: Float64Array<ArrayBuffer>;
  kinds: Uint8Array<ArrayBuffer>;
  states: Uint8Array<ArrayBuffer>;
  threads: Uint16Array<ArrayBuffer>;
  lines: Uint16Array<ArrayBuffer>;
  objects: Uint16Array<ArrayBuffer>;
  as: Int32Array<ArrayBuffer>;
  bs: Int32Array<ArrayBuffer>;
}

/** Empty columns with room for so many events. */
export const emptyColumns = (capacity: number): Columns => ({
  times: new Float64Array(capacity),
  kinds: new Uint8Array(capacity),
  states: new Uint8Array(capacity),
  threads: new Uint16Array(capacity),
  lines: new Uint16Array(capacity),
  objects: new Uint16Array(capacity),
  as: new Int32Array(capacity),
  bs: new Int32Array(capacity),
});

/** Applies `change` to each column. */
export const eachColumn = (columns: Columns, change: <A extends Columns[keyof Columns]>(column: A) => A): Columns => ({
  times: change(columns.times),
  kinds: change(columns.kinds),
  states: change(columns.states),
  threads: change(columns.threads),
  lines: change(columns.lines),
  objects: change(columns.objects),
  as: change(columns.as),
  bs: change(columns.bs),
});

/** A copy of an array with room for so many cells. */
export function widened<A extends Columns[keyof Columns]>(column: A, capacity: number): A {
  const wider = new (column.constructor as new (length: number) => A)(capacity);
  wider.set(column);
  return wider;
}
