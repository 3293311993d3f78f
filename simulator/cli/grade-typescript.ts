import process from 'node:process';
import { Worker } from 'node:worker_threads';
import ts from 'typescript';
import type { Task } from '../exercise/exercise.ts';
import type { Grade } from '../exercise/grade.ts';
import { archiveFolder } from '../engines/python/interpreter/folders.ts';
import { nodeWorker } from '../port/node.ts';
import { gradeTypeScript, type UnmetScenario } from '../typescript/check/grade.ts';
import { COMPILER_OPTIONS } from '../typescript/compiler.ts';
import { Frames, type CompiledFile } from '../typescript/frames.ts';
import { moduleOf } from '../typescript/module.ts';
import { CHECK, type ProgramHost } from '../typescript/protocol.ts';
import { snapshotFolder } from './cache.ts';
import { boundedThreads } from './memory-bound.ts';

/** MiB that the values of a thread may take. Neither typed arrays nor shared memory are counted. */
const HEAP = 256;
/** Bytes that all threads of a program may take together, whatever for. */
const MEMORY = 2 ** 30;

/** Milliseconds that threads have for their end when all is said. */
const ORDERLY = 3000;

/** Threads that are closed before any of the program runs. They print nothing on the terminal. */
const closedThreads: ProgramHost = {
  spawn: (name) =>
    nodeWorker(
      new Worker(new URL('./program-thread.ts', import.meta.url), {
        name,
        env: {},
        stdout: true,
        stderr: true,
        workerData: [snapshotFolder(), archiveFolder],
        resourceLimits: { maxOldGenerationSizeMb: HEAP },
      }),
    ),
};

/**
 * Grades files as a solution of an exercise in TypeScript, on threads of this process that take turns. The same files get
 * the same grade as on the exercise's page. Those that are only given are graded as they were given.
 */
export async function gradeFiles(task: Task, files: Readonly<Record<string, string>>): Promise<Grade<UnmetScenario>> {
  const given = Object.fromEntries(task.given.map((name) => [name, task.starter[name]!]));
  const texts = { ...importedBy(Object.keys(task.starter), { ...files, ...given }), [CHECK]: task.check };
  const compiled = Object.entries(texts).map(([file, text]) => compile(file, text));
  const problems = compiled.flatMap((each) => each.problems);
  if (problems.length > 0) return { passed: false, problems, reaches: null, scenarios: [], stopped: false };
  const modules = Object.fromEntries(compiled.map(({ file, address }) => [file, address]));
  const frames = new Frames(compiled);
  return gradeTypeScript(boundedThreads(closedThreads, MEMORY), task, {
    modules,
    locations: (stack) => frames.all(stack),
  });
}

/** Ends the process, if need be by force: Node cannot end every thread that has taken much memory, and would wait for it. */
export function endInTime(): void {
  setTimeout(() => process.kill(process.pid, 'SIGKILL'), ORDERLY).unref();
}

/** These files, and those beside them that they import. */
function importedBy(names: readonly string[], files: Readonly<Record<string, string>>): Record<string, string> {
  const found = new Map<string, string>();
  const waiting = [...names];
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    if (found.has(name) || name === CHECK || !Object.hasOwn(files, name)) continue;
    found.set(name, files[name]!);
    for (const { fileName } of ts.preProcessFile(files[name]!).importedFiles)
      if (fileName.startsWith('./')) waiting.push(fileName.slice(2).replace(/(?:\.[jt]s)?$/, '.ts'));
  }
  return Object.fromEntries(found);
}

/** The file as a module that a thread can import without reading the disk, or why it cannot be compiled. */
function compile(file: string, text: string): CompiledFile & Pick<Grade<UnmetScenario>, 'problems'> {
  const { outputText, sourceMapText, diagnostics } = ts.transpileModule(text, {
    compilerOptions: COMPILER_OPTIONS as ts.CompilerOptions,
    fileName: file,
    reportDiagnostics: true,
  });
  const problems = (diagnostics ?? []).flatMap(({ file: source, start = 0, length = 0, messageText }) => {
    // What is not about the text is about the options, which are not the learner's.
    if (!source) return [];
    const [begin, end] = [start, start + length].map((offset) => source.getLineAndCharacterOfPosition(offset));
    const message = ts.flattenDiagnosticMessageText(messageText, ' ');
    const [line, column] = [begin!.line + 1, begin!.character + 1];
    return [{ file, line, column, endLine: end!.line + 1, endColumn: end!.character + 1, message }];
  });
  const code = Buffer.from(moduleOf(outputText)).toString('base64');
  return { file, address: `data:text/javascript;base64,${code}`, map: sourceMapText ?? '', problems };
}
