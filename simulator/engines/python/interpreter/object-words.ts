/**
 * The words of an object that say what it holds, as indices into the memory. The layouts are CPython 3.14's on a machine of
 * 32 bits; an object begins with its reference count and its type.
 */
export function memoryWordsOf(memory: Int32Array, kind: string, address: number): number[] {
  const at = address >> 2;
  const words = (...offsets: number[]) => offsets.map((offset) => at + offset);
  const behind = (pointer: number, length: number) => Array.from({ length }, (_, i) => (memory[pointer]! >> 2) + i);
  switch (kind) {
    // PyListObject: ob_size, ob_item.
    case 'list':
      return [...words(2, 3), ...behind(at + 3, memory[at + 2]!)];
    // PySetObject: fill, used, mask, table, whose entries are a key and its hash.
    case 'set':
      return [...words(2, 3, 4, 5), ...behind(at + 5, 2 * (memory[at + 4]! + 1))];
    // dequeobject: its size, the outer blocks and where in them it begins and ends.
    case 'deque':
      return words(2, 3, 4, 5, 6);
    // Watchers tell of its code and defaults, and of its dictionary.
    case 'function':
      return [];
    // PyCellObject: ob_ref. countobject: cnt. The first slot of a lock is its owner.
    case 'cell':
    case 'count':
    case 'lock':
      return words(2);
    // PyModuleObject: md_def, whose m_size says how long md_state is: what a module in C keeps for itself.
    case 'module': {
      const definition = memory[at + 3]! >> 2;
      return definition && memory[at + 4] ? behind(at + 4, Math.max(memory[definition + 7]!, 0) >> 2) : [];
    }
    // The size in bytes of an object with slots.
    default:
      return Array.from({ length: (Number(kind) >> 2) - 2 }, (_, i) => at + 2 + i);
  }
}
