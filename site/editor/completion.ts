import { BUILTINS, KEYWORDS, STUBS } from './python-names.ts';
import type { Name } from './types.ts';

interface Module {
  names: readonly Name[];
  /** The attributes of its classes' instances, by class. */
  members: ReadonlyMap<string, readonly Name[]>;
}

function read(stub: string): Module {
  const names: Name[] = [];
  const members = new Map<string, Name[]>();
  for (const line of stub.trim().split('\n')) {
    const [, indent, isClass, name = '', args] = /^(\s*)(class )?(\w+)(\(.*\))?$/.exec(line)!;
    const inner = indent !== '';
    const kind = isClass ? 'class' : args === undefined ? 'variable' : inner ? 'method' : 'function';
    const entry: Name = { name, kind, ...(args !== undefined && { signature: name + args }) };
    if (isClass) members.set(name, []);
    if (inner) members.get(names.at(-1)!.name)!.push(entry);
    else names.push(entry);
  }
  return { names, members };
}

export const MODULES: ReadonlyMap<string, Module> = new Map(
  Object.entries(STUBS).map(([module, stub]) => [module, read(stub)]),
);

const named = (names: readonly string[], kind: Name['kind']): Name[] => names.map((name) => ({ name, kind }));
const GENERAL = [...named(KEYWORDS, 'keyword'), ...named(BUILTINS, 'function')];

/** Finds the names that a program defines, line by line: its `own`, and the `attributes` of its classes. */
export function defined(text: string): { own: Name[]; attributes: Name[] } {
  const own: Name[] = [];
  const attributes: Name[] = [];
  for (const line of text.split('\n')) {
    const [, indent = '', word, name = '', args] =
      /^(\s*)(?:async\s+)?(def|class)\s+(\w+)\s*(\([^)]*\)?)?/.exec(line) ?? [];
    if (word === 'class') own.push({ name, kind: 'class' });
    else if (word === 'def' && /^\(\s*self\b/.test(args ?? ''))
      attributes.push({ name, kind: 'method', signature: name + args!.replace(/self\s*,?\s*/, '') });
    else if (word === 'def' && !(indent && name.startsWith('__')))
      own.push({ name, kind: 'function', signature: name + (args ?? '()') });
    for (const [, attribute] of line.matchAll(/\bself\.(\w+)\s*(?::[^=]+)?=(?!=)/g))
      attributes.push({ name: attribute!, kind: 'variable' });
    const [, targets = ''] =
      /^\s*((?:\w+\s*,\s*)*\w+)\s*(?::[^=]+)?=(?!=)/.exec(line) ??
      /^\s*(?:async\s+)?for\s+([\w\s,()]+?)\s+in\b/.exec(line) ??
      [];
    own.push(...named(targets.match(/[A-Za-z_]\w*/g) ?? [], 'variable'));
    for (const [, alias] of line.matchAll(/\bas\s+(\w+)/g)) own.push({ name: alias!, kind: 'variable' });
  }
  return { own, attributes };
}

/** The names under which a program knows the taught modules: `import queue as q` gives `q → queue`. */
function imports(text: string): { modules: Map<string, string>; names: Name[]; from: Map<string, string> } {
  const modules = new Map<string, string>();
  const from = new Map<string, string>();
  const names: Name[] = [];
  for (const [, list = ''] of text.matchAll(/^\s*import\s+(.+)$/gm))
    for (const [, module = '', alias = module] of list.matchAll(/([\w.]+)(?:\s+as\s+(\w+))?/g))
      modules.set(alias, module);
  for (const [, module = '', list = ''] of text.matchAll(/^\s*from\s+([\w.]+)\s+import\s+([^#\n]+)$/gm))
    for (const [, name = '', alias = name] of list.matchAll(/(\w+)(?:\s+as\s+(\w+))?/g)) {
      if (MODULES.has(`${module}.${name}`)) modules.set(alias, `${module}.${name}`);
      else if (MODULES.has(module)) from.set(alias, `${module}.${name}`);
      names.push({ ...MODULES.get(module)?.names.find((known) => known.name === name), kind: 'variable', name: alias });
    }
  for (const alias of modules.keys()) if (!alias.includes('.')) names.push({ name: alias, kind: 'module' });
  return { modules, names, from };
}

/** The members of what a variable was last set to, where that is plainly an object of a taught module: `q = queue.Queue()`. */
function membersOf(variable: string, text: string, known: ReturnType<typeof imports>): readonly Name[] | undefined {
  const name = variable.replace('.', '\\.');
  const made = [...text.matchAll(new RegExp(`(?<![\\w.])${name}\\s*(?::[^=\\n]+)?=\\s*([\\w.]+)\\(`, 'g'))].at(-1)?.[1];
  const opened = new RegExp(`\\bwith\\s+([\\w.]+)\\([^\\n]*\\)\\s+as\\s+${name}\\b`).exec(text)?.[1];
  const called = made ?? opened;
  if (!called) return undefined;
  const dot = called.lastIndexOf('.');
  const full = dot < 0 ? known.from.get(called) : `${known.modules.get(called.slice(0, dot))}.${called.slice(dot + 1)}`;
  const at = full?.lastIndexOf('.') ?? -1;
  return at < 0 ? undefined : MODULES.get(full!.slice(0, at))?.members.get(full!.slice(at + 1));
}

/**
 * Suggests completions for the end of `before`, the text of a file up to the cursor. `text` is the whole file, `others`
 * are the other open files, `extra` are names from elsewhere. It matches lines, and does not parse. Each name comes once.
 */
export function completions(
  before: string,
  text: string,
  others: readonly string[] = [],
  extra: readonly Name[] = [],
): Name[] {
  const line = before.slice(before.lastIndexOf('\n') + 1);
  const [, from] = /^\s*from\s+([\w.]+)\s+import\s.*$/.exec(line) ?? [];
  if (from) return [...(MODULES.get(from)?.names ?? [])];
  if (/^\s*(?:from|import)\s+[\w., ]*$/.test(line)) return named([...MODULES.keys()], 'module');

  const mine = defined(text);
  const rest = others.map(defined);
  const [, receiver] = /([\w.]+)\.\w*$/.exec(line) ?? [];
  const known = imports(text);
  if (receiver !== undefined || /\.\w*$/.test(line)) {
    const module = MODULES.get(known.modules.get(receiver ?? '') ?? '');
    if (module) return [...module.names];
    if (/^\d+$/.test(receiver ?? '')) return [];
    const members = receiver ? membersOf(receiver, text, known) : undefined;
    return once(members ?? [...mine.attributes, ...rest.flatMap(({ attributes }) => attributes)]);
  }
  return once([...mine.own, ...known.names, ...rest.flatMap(({ own }) => own), ...extra, ...GENERAL]);
}

/** The first of each name. */
function once(names: readonly Name[]): Name[] {
  const seen = new Set<string>();
  return names.filter(({ name }) => !seen.has(name) && seen.add(name));
}
