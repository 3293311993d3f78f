import process from 'node:process';
import { changedGiven, isTypeScript, scenarioTitlesOf, type Exercise } from '../exercise/exercise.ts';
import { grade, type ScenarioFailure } from '../engines/python/analysis/grade.ts';
import type { Grade } from '../exercise/grade.ts';
import { wordsFor } from '../exercise/message.ts';
import { scheduleText } from '../engines/python/analysis/schedule-text.ts';
import type { UnmetScenario } from '../typescript/check/grade.ts';
import { fill } from '../trace/fill.ts';
import { exerciseIdsOnDisk, generalMessages, readExercise } from './exercises.ts';
import { programAt } from './folder.ts';
import { handInsCommand } from './hand-ins.ts';
import { startClosed } from './start.ts';
import { OPTIONS } from './options.ts';
import { EXIT, firstArgument, parse, UsageError } from './usage.ts';
import { countOfSchedules, describePreemptions, describeWaits } from './describe.ts';

export const CHECK_HELP = `lab check EXERCISE FILE [--json]
lab check --hand-ins FOLDER [--json | --csv]

Grades a solution of an exercise (FILE.py, or FILE.ts) by what it does, under many schedules. Other files of its folder can
be imported. Some exercises have hidden checks: they are run when the others hold, and what one asks is said when it fails,
or when all hold.

  --json                print one JSON object: exercise, passed, flagged (null, or file, line and name), and per scenario its message, its failing schedule and
                        what happens under it

What grading proves: this code, here, did what the check asks, under so many schedules of each scenario. What it does not
prove: who wrote the code, that its author understands it, or that it is right elsewhere. The code runs in the same Python
as the check. Code that reaches into the interpreter is not graded: it is flagged, and its line is named for you to read.
TypeScript runs on closed threads. They are ended when they have taken a gigabyte of memory together.
Where a grade matters, read the code, or let its author explain it.

With --hand-ins it opens all hand-ins of a class (*.json) in a folder, grades their code anew, and prints who passed what.
What a hand-in says of itself is shown as its claim.

  --hand-ins FOLDER     the folder; the file of the class beside the hand-ins brings its own tasks
  --json                print one JSON object: a list of hand-ins, with what was found for each exercise
  --csv                 print a table for a spreadsheet

The exercises: ${exerciseIdsOnDisk().join(', ')}

Exit code: 0 passed (all hand-ins could be read and graded), 1 not, 2 the command cannot be carried out.`;

/** `lab check`. */
export async function checkCommand(args: string[]): Promise<number> {
  const { values, positionals } = parse(args, OPTIONS.check);
  const { json, csv, 'hand-ins': folder } = values;
  if (folder !== undefined) return handInsCommand(folder, positionals, json ? 'json' : csv ? 'csv' : 'words');
  if (csv) throw new UsageError('--csv goes with --hand-ins');
  const [id, file] = firstArgument(positionals, 'EXERCISE');
  const known = exerciseIdsOnDisk();
  if (!known.includes(id)) throw new UsageError(`there is no exercise ${id}. There are: ${known.join(', ')}`);
  const exercise = readExercise(id);
  const inTypeScript = isTypeScript(exercise);
  if (file === undefined) throw new UsageError(`FILE.${inTypeScript ? 'ts' : 'py'} is missing`);
  // By its name it is known what the process may do: threads are for TypeScript.
  if (inTypeScript !== file.endsWith('.ts'))
    throw new UsageError(`${id} is done in ${inTypeScript ? 'TypeScript: FILE.ts' : 'Python: FILE.py'}`);
  const { program } = programAt(file);
  // The first file is the one that is named, whatever its name on this disk; files that are not there are as they began.
  const files = {
    ...exercise.starter,
    ...program.files,
    [Object.keys(exercise.starter)[0]!]: program.files[program.entry]!,
  };
  const asGiven = changedGiven(exercise, files);
  // Nothing can be read once a program may run.
  const general = generalMessages();
  const report = inTypeScript
    ? reportOf(exercise, await typescriptGrade(exercise, files), { ...general, ...TYPESCRIPT }, unmetOf)
    : reportOf(exercise, await grade(await startClosed(), exercise, files), general, failureOf);
  const result = { ...report, asGiven };
  process.stdout.write(json ? `${JSON.stringify(result, null, 2)}\n` : inWords(result));
  if (inTypeScript) (await import('./grade-typescript.ts')).endInTime();
  return result.passed ? EXIT.good : EXIT.bad;
}

/** General messages that are about Python or a browser, as they are here. */
const TYPESCRIPT = {
  syntax: 'TypeScript cannot read {file}, line {line}: {message}',
  broken: 'Node ended a thread of the program before the check was over.',
};

/** The compiler is loaded only where it is needed. */
async function typescriptGrade(exercise: Exercise, files: Record<string, string>): Promise<Grade<UnmetScenario>> {
  const { gradeFiles } = await import('./grade-typescript.ts');
  return gradeFiles(exercise, files);
}

function reportOf<Failure>(
  exercise: Exercise,
  { passed, problems, reaches, scenarios }: Grade<Failure>,
  general: Record<string, string>,
  tellFailure: (id: string, failure: Failure, messages: Record<string, string>) => ReturnType<typeof failureOf>,
) {
  const { texts } = exercise;
  const messages = { ...general, ...texts.en.messages };
  const titles = scenarioTitlesOf(exercise.scenarios, texts.en.scenarios, 'Hidden check {number}', {
    passed,
    scenarios,
  });
  const hidden = new Set(exercise.scenarios.filter((scenario) => scenario.hidden).map(({ id }) => id));
  return {
    exercise: exercise.id,
    passed,
    flagged: reaches,
    problems: [
      ...problems.map(({ file, line, message }) => fill(messages['syntax']!, { file, line, message })),
      ...(reaches ? [fill(messages['reaches']!, { ...reaches })] : []),
    ],
    waiting: problems.length > 0 || reaches ? 0 : exercise.scenarios.length - scenarios.length,
    scenarios: scenarios.map(({ id, passed, runs, failure }) => ({
      id,
      title: titles[id]!,
      hidden: hidden.has(id),
      passed,
      runs,
      failure: failure && tellFailure(id, failure, messages),
    })),
  };
}

function failureOf(id: string, failure: ScenarioFailure, messages: Record<string, string>) {
  const { message, status, options, schedule, preemptions, names, blocked } = failure;
  const why = [
    ...(preemptions.length > 0 ? [describePreemptions(preemptions, names)] : []),
    ...(status === 'deadlock' ? [`${describeWaits(blocked, names)}.`] : []),
  ];
  return {
    key: message.key,
    message: wordsFor(id, message, messages),
    status,
    schedule: scheduleText({ granularity: options.granularity ?? 'operation', schedule, steps: 0 }) as string | null,
    preemptions: preemptions.length as number | null,
    explanation: why.join(' '),
  };
}

/** A failure of TypeScript is stepped on its exercise's page only. */
function unmetOf(id: string, { message }: UnmetScenario, messages: Record<string, string>) {
  const { key, status } = message;
  const said = wordsFor(id, message, messages);
  return { key, message: said, status, schedule: null, preemptions: null, explanation: '' };
}

function inWords({
  passed,
  problems,
  waiting,
  scenarios,
  asGiven,
}: ReturnType<typeof reportOf> & { asGiven: string[] }): string {
  const lines = [...problems];
  for (const { title, passed, runs, failure } of scenarios) {
    lines.push(`${passed ? '✓' : '✗'} ${title} (${countOfSchedules(runs)})`);
    if (failure) lines.push(`    ${failure.message}`, ...(failure.explanation ? [`    ${failure.explanation}`] : []));
  }
  if (waiting > 0) lines.push(`Hidden checks that are run when these hold: ${waiting}`);
  if (asGiven.length > 0) lines.push(`Graded as it was given, without your changes: ${asGiven.join(', ')}`);
  lines.push(passed ? 'Passed.' : 'Not yet.');
  return `${lines.join('\n')}\n`;
}
