import { beforeAll, expect, test } from 'vitest';
import { NativeFunctions } from '../../simulator/engines/python/interpreter/native-functions.ts';
import { nodeLoader } from '../../simulator/engines/python/interpreter/node.ts';
import { addresses, type Pyodide } from '../../simulator/engines/python/interpreter/pyodide.ts';

let py: Pyodide;
let natives: NativeFunctions;
beforeAll(async () => {
  py = await nodeLoader().load({});
  natives = new NativeFunctions(py._module, addresses(py));
  py.runPython('made = []');
});

/** Puts a builtin into Python's list `made`, as its last item. */
const give = (builtin: number) => natives.append(py.runPython('id(made)') as number, builtin);

test('a builtin takes and gives numbers as they are', () => {
  const seen: number[][] = [];
  const answers = [0, -5, -6, 256, 257, 2 ** 31 - 1, -(2 ** 31), 0.5, -Infinity, true, false, undefined];
  const echo = (...args: number[]) => {
    seen.push(args);
    return answers[args[0]!];
  };
  const names = natives.fetched({ echo })(py.runPython('id(made)') as number);
  const given = '[echo(n, 2**30, 2**40 + 7, -3, -2**35, 1.5, True) for n in range(12)]';
  expect(names).toBe('echo');
  expect(py.runPython(`echo = made[-1]; repr(${given})`)).toBe(
    '[0, -5, -6, 256, 257, 2147483647, -2147483648, 0.5, -inf, True, False, None]',
  );
  expect(seen).toEqual(answers.map((_, n) => [n, 2 ** 30, 2 ** 40 + 7, -3, -(2 ** 35), 1.5, 1]));
});

test('a forwarding builtin calls the Python function that it is told, with the same arguments, or none', () => {
  py.runPython('calls = []\ndef called(*args): calls.append(args); return 7\ndef fails(*_): raise KeyError(1)');
  const [called, fails] = ['called', 'fails'].map((name) => py.runPython(`id(${name})`) as number) as [number, number];
  const none = py.runPython('id(None)');
  give(natives.forwarding('asks', (first) => (first === none ? 0 : first === called ? called : fails)));
  const text = 'asks = made[-1]\ntry: asks(1)\nexcept KeyError as error: failed = repr(error)\n';
  expect(py.runPython(`${text}repr((asks(None, 5), calls, asks(called, "text"), len(calls), failed))`)).toBe(
    "(None, [(<function called at 0x0>, 'text')], 7, 1, 'KeyError(1)')".replace(
      '0x0',
      String(py.runPython('hex(id(called))')),
    ),
  );
});

test('a stack that cannot be suspended gets an exception', () => {
  give(natives.suspending('receive', () => Promise.resolve(1)));
  const text = 'try: made[-1]()\nexcept RuntimeError as error: kind = type(error).__name__\nkind';
  expect(py.runPython(text)).toBe('RuntimeError');
});
