import type { NativeFunction } from './native-functions.ts';
import type { Module } from './pyodide.ts';
import { announcing } from './native-shims.ts';
import { memoryWordsOf } from './object-words.ts';
import { WordPairs, type PairsModule } from './word-pairs.ts';

/** The part of CPython's C interface that is called here, and its memory. */
interface Library extends PairsModule {
  addFunction(callback: unknown, signature?: string): number;
  _PyDict_AddWatcher(callback: number): number;
  _PyDict_Watch(watcher: number, dictionary: number): number;
  _PyDict_Unwatch(watcher: number, dictionary: number): number;
  _PyDict_Copy(dictionary: number): number;
  _PyList_Append(list: number, item: number): number;
  _PyFunction_AddWatcher(callback: number): number;
  _Py_DecRef(object: number): void;
  wasmTable: WebAssembly.Table;
}

/** Offsets: of a descriptor's getter and setter (PyGetSetDescrObject), and of the setter in these. */
const ATTRIBUTE = 20;
const SETTER = 8;

/** PyDict_EVENT_DEALLOCATED. */
const DEALLOCATED = 5;
/** PyFunction_EVENT_MODIFY_CODE; the events that follow are changes too. */
const MODIFIED = 2;

/** The answer that only a fresh interpreter undoes what has changed. */
const SPOILT = -1;

/** An object whose words are compared. */
interface Compared {
  readonly kind: string;
  readonly address: number;
  /** The address at which its words begin. */
  readonly from: number;
}

/** Objects that are watched, and their words in memory as they were. */
interface Watched {
  readonly objects: readonly Compared[];
  readonly at: readonly number[];
  readonly was: readonly number[];
  readonly owner: readonly number[];
  readonly strict: ReadonlySet<number>;
  readonly functions: ReadonlySet<number>;
}

const copyOf = ({ objects, at, was, owner, strict, functions }: Watched): Watched => ({
  objects: [...objects],
  at: [...at],
  was: [...was],
  owner: [...owner],
  strict: new Set(strict),
  functions: new Set(functions),
});

/**
 * Tells what of the library a program has changed, and costs next to nothing while it changes nothing. Dictionaries report
 * their changes before they happen, by CPython's watchers; everything else is compared with what its words in memory were.
 */
export class LibraryWatch {
  private readonly module: Library;
  private readonly watcher: number;
  /** Something has changed that writing to it would not undo. */
  private tainted = false;
  /** Dictionaries of classes, and functions. */
  private strict = new Set<number>();
  private functions = new Set<number>();
  /** Dictionaries that have changed: each tells of its first change only. */
  private changed: number[] = [];
  /** The Python list that dictionaries are put in when they change, each followed by a copy of what it was. */
  private log = 0;
  private objects: Compared[] = [];
  /** Indices into HEAP32, and what was there. */
  private at: number[] = [];
  private was: number[] = [];
  /** The number of the object that a word belongs to. */
  private owner: number[] = [];
  /** The same words as pairs, made when they are compared. */
  private pairs: WordPairs | null = null;
  /** Numbers of the lists that have changed. */
  private lists: number[] = [];
  /** Between two runs the lab itself sets what it will. */
  private paused = false;
  /** Names that are set in every run and put back by hand, by the dictionaries that they are in. */
  private ignored = new Map<number, number>();
  private base: Watched | null = null;

  private constructor(module: Library) {
    this.module = module;
    const heard = (event: number, dictionary: number, name: number) => this.changes(event, dictionary, name);
    const changes = module.addFunction(heard, 'iiiii');
    this.watcher = module._PyDict_AddWatcher(changes);
    const modified = (event?: number, changed?: number) => {
      if (event! >= MODIFIED && this.functions.has(changed!)) this.tainted = true;
      return 0;
    };
    module._PyFunction_AddWatcher(module.addFunction(modified, 'iiii'));
  }

  /** Null where CPython's watchers cannot be had. */
  static of(module: Module): LibraryWatch | null {
    const found = module as Module & Partial<Library>;
    const known =
      found.addFunction && found._PyDict_AddWatcher && found._PyFunction_AddWatcher && found.HEAP32 && found.memory;
    return known ? new LibraryWatch(found as Module & Library) : null;
  }

  /** Functions that Python calls. */
  readonly api = {
    /** Watches more: addresses of dictionaries, of those of classes, and kinds and addresses of what is compared. */
    watch: (plain: string, strict: string, compared: string, log: number) => {
      this.log = log;
      for (const address of addresses(plain)) this.module._PyDict_Watch(this.watcher, address);
      for (const address of addresses(strict)) {
        this.strict.add(address);
        this.module._PyDict_Watch(this.watcher, address);
      }
      if (compared === '') return;
      for (const part of compared.split(',')) {
        const [kind, address] = part.split(' ') as [string, string];
        if (kind === 'function') this.functions.add(Number(address));
        this.add({ kind, address: Number(address), from: this.at.length });
      }
    },
    /** From now on changes are told anew. */
    again: () => {
      for (const address of this.changed) this.module._PyDict_Watch(this.watcher, address);
      this.changed.length = 0;
    },
    /** A name in a dictionary that is put back by hand. */
    ignore: (dictionary: number, name: number) => {
      this.ignored.set(dictionary, name);
    },
    taint: () => {
      this.tainted = true;
    },
    /** `attribute`: the descriptor of a function's dictionary. Who gives a function another one is heard of. */
    dictionaries: (attribute: number) => {
      const { HEAP32: memory, wasmTable: table, addFunction } = this.module;
      const setter = (memory[(attribute + ATTRIBUTE) >> 2]! + SETTER) >> 2;
      const own = table.get(memory[setter]!) as (...args: number[]) => number;
      const replaced = (owner: number) => {
        if (this.functions.has(owner)) this.tainted = true;
      };
      memory[setter] = addFunction(announcing({ announce: replaced, own }));
    },
    /** The numbers of the lists that were not what they had been when it was compared last. */
    changed_lists: (): string => this.lists.join(' '),
    /** A list has been put back: its items may be elsewhere now. */
    renew: (number: number) => {
      // It has as many as before, so its words have the same places.
      const { kind, address, from } = this.objects[number]!;
      const memory = this.module.HEAP32;
      for (const [i, word] of memoryWordsOf(memory, kind, address).entries()) {
        this.at[from + i] = word;
        this.was[from + i] = memory[word]!;
        this.pairs!.set(from + i, word, memory[word]!);
      }
    },
  };

  /** Those that take and give numbers only: they are called before every run. */
  readonly numeric: Readonly<Record<string, NativeFunction>> = {
    /** A run begins. */
    mark: () => {
      this.api.again();
      this.tainted = this.paused = false;
    },
    /** The number of lists that are not what they were; -1: only a fresh interpreter undoes what has changed. */
    compare: () => this.compareAll(),
  };

  /** Keeps what is watched now, for {@link renewed} to return to. */
  keep(): void {
    const { objects, at, was, owner, strict, functions } = this;
    this.base = copyOf({ objects, at, was, owner, strict, functions });
  }

  /** The memory is that of a fresh interpreter again, the marks of watched dictionaries among it. */
  renewed(): void {
    Object.assign(this, copyOf(this.base!), { pairs: null, tainted: false, paused: true });
    this.changed.length = 0;
  }

  private changes(event: number, dictionary: number, name: number): number {
    if (event === DEALLOCATED || this.paused || this.ignored.get(dictionary) === name) return 0;
    const { module, log } = this;
    if (this.strict.has(dictionary)) this.tainted = true;
    else {
      const copy = module._PyDict_Copy(dictionary);
      module._PyList_Append(log, dictionary);
      module._PyList_Append(log, copy);
      module._Py_DecRef(copy);
    }
    module._PyDict_Unwatch(this.watcher, dictionary);
    this.changed.push(dictionary);
    return 0;
  }

  private add(object: Compared): void {
    const number = this.objects.push(object) - 1;
    const memory = this.module.HEAP32;
    for (const word of memoryWordsOf(memory, object.kind, object.address)) {
      this.at.push(word);
      this.was.push(memory[word]!);
      this.owner.push(number);
    }
    this.pairs?.free();
    this.pairs = null;
  }

  private compareAll(): number {
    this.paused = true;
    this.pairs ??= WordPairs.of(this.module, this.at, this.was);
    if (!this.pairs) return SPOILT;
    const lists = new Set<number>();
    for (const word of this.pairs.differing()) {
      const number = this.owner[word]!;
      const { kind } = this.objects[number]!;
      if (kind === 'count') this.module.HEAP32[this.at[word]!] = this.was[word]!;
      else if (kind === 'list') lists.add(number);
      else this.tainted = true;
    }
    this.lists = [...lists];
    return this.tainted ? SPOILT : this.lists.length;
  }
}

const addresses = (text: string): number[] => (text === '' ? [] : text.split(' ').map(Number));
