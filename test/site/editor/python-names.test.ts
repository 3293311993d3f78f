import { loadPyodide } from 'pyodide';
import { expect, test } from 'vitest';
import { MODULES } from '../../../site/editor/completion.ts';
import { BUILTINS, KEYWORDS } from '../../../site/editor/python-names.ts';

/** Looks up every name and compares every signature that Python can tell. Gives what is wrong. */
const judge = `
import importlib, inspect, json, keyword, builtins, threading
# Set by __init__.
EXTRA = {'Queue': 'maxsize queue mutex not_empty not_full all_tasks_done unfinished_tasks is_shutdown',
         'LifoQueue': 'maxsize', 'PriorityQueue': 'maxsize'}
# Absent only where there are no threads of an operating system.
ELSEWHERE = {'native_id', 'get_native_id', 'thread_time', 'thread_time_ns', 'InterpreterPoolExecutor'}
# Their arguments have no names in C, or are hidden behind *args.
UNTOLD = {'sleep', 'mktime', 'RLock', 'struct_time'}
wrong = []
def plain(thing, drop_self):
    parameters = list(inspect.signature(thing).parameters.values())
    if drop_self: parameters = parameters[1:]
    return [str(p) for p in parameters]
def written(signature):
    rest = signature.partition('(')[2]
    scope = {}
    exec('def f(' + rest.replace('/, ', '').replace('localtime()', '0').replace('time()', '0') + ': pass', scope)
    return [str(p) for p in inspect.signature(scope['f']).parameters.values()]
def compare(where, thing, entry, drop_self=False):
    if 'signature' not in entry or entry['name'] in UNTOLD: return
    try: told = plain(thing, drop_self)
    except (ValueError, TypeError): return
    if told != written(entry['signature']): wrong.append(f"{where}: {told}")
for module, (names, members) in json.loads(given).items():
    there = importlib.import_module(module)
    for entry in names:
        name = entry['name']
        if name in ELSEWHERE: continue
        if not hasattr(there, name): wrong.append(f'{module}.{name}'); continue
        compare(f'{module}.{name}', getattr(there, name), entry)
        sample = threading.RLock() if name == 'RLock' else threading.Condition() if name == 'Condition' else getattr(there, name)
        for member in members.get(name, []):
            if member['name'] in ELSEWHERE or member['name'] in EXTRA.get(name, '').split(): continue
            if not hasattr(sample, member['name']): wrong.append(f"{module}.{name}.{member['name']}"); continue
            compare(f"{module}.{name}.{member['name']}", getattr(sample, member['name']), member, inspect.isclass(sample))
import queue, sys
made = queue.Queue()
wrong += [a for a in EXTRA['Queue'].split() if not hasattr(made, a)]
wrong += [k for k in keywords if k not in keyword.kwlist + keyword.softkwlist]
wrong += [k for k in keyword.kwlist if k not in keywords]
wrong += [b for b in builtin_names if not hasattr(builtins, b)]
json.dumps([sys.version_info[:2], wrong])
`;

test('every name and signature on offer is CPython 3.14’s', async () => {
  const python = await loadPyodide();
  const given = [...MODULES].map(([module, { names, members }]) => [module, [names, Object.fromEntries(members)]]);
  python.globals.set('given', JSON.stringify(Object.fromEntries(given)));
  python.globals.set('keywords', KEYWORDS);
  python.globals.set('builtin_names', BUILTINS);
  const [version, wrong] = JSON.parse(String(python.runPython(judge))) as [number[], string[]];
  expect(version).toEqual([3, 14]);
  expect(wrong).toEqual([]);
});
