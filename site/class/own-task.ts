import type { OwnTask } from '../../simulator/class/own-task.ts';
import { keep, recall } from '../ui/store.ts';
import { randomName } from './random-name.ts';

const NAME = 'program.py';

/** A task that is still to be written. Its id says nothing, so that titles may change. */
export const newTask = (): OwnTask => ({ id: `own-${randomName()}`, title: '', text: '', files: { [NAME]: '' } });

/** The file that learners begin with. */
export const mainOf = ({ files }: OwnTask): string => Object.keys(files).find((name) => name.endsWith('.py'))!;

/** The task with its file under another name, in the same place. */
export const renamed = (task: OwnTask, to: string): OwnTask => {
  const from = mainOf(task);
  const files = Object.entries(task.files).map(([name, text]) => [name === from ? to : name, text]);
  return { ...task, files: Object.fromEntries(files) };
};

const all = (): Record<string, string> => {
  try {
    return JSON.parse(recall('class-solutions') ?? '{}') as Record<string, string>;
  } catch {
    return {};
  }
};

/** The instructor's solution of an own task: it is on this device only. */
export const solutionOf = (id: string): string => {
  const text = all()[id];
  return typeof text === 'string' ? text : '';
};

export function keepSolution(id: string, text: string): void {
  const { [id]: _, ...others } = all();
  keep('class-solutions', JSON.stringify(text ? { ...others, [id]: text } : others));
}

/** A first program, check and solution, to be written over. */
export const EXAMPLE = {
  starter: `import threading

count = 0


def add(times):
    global count
    for _ in range(times):
        count += 1


def run():
    threads = [threading.Thread(target=add, args=(2,)) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
`,
  check: `def counts_to_four(lab):
    """Two threads that add two each count to four."""
    import program

    program.run()
    lab.expect(program.count == 4, "The count is {count}, and should be 4.", count=program.count)
    lab.expect(not lab.alive(), "These threads are still alive: {threads}.", threads=", ".join(lab.alive()))
`,
  solution: `import threading

count = 0
lock = threading.Lock()


def add(times):
    global count
    for _ in range(times):
        with lock:
            count += 1


def run():
    threads = [threading.Thread(target=add, args=(2,)) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
`,
} as const;
