import { fill, type Exercise } from '../engines/python/exercise.ts';
import { grade, type Grade, type ScenarioFailure, type ScenarioGrade } from '../engines/python/grade.ts';
import { wordsFor } from '../engines/python/judge.ts';
import { scheduleText } from '../engines/python/schedule-text.ts';
import { exerciseIds, generalMessages, readExercise } from './exercises.ts';
import { programOf } from './folder.ts';
import { startInterpreter } from './start.ts';
import { EXIT, firstOf, parse, UsageError } from './usage.ts';
import { preemptionsInWords, waiting } from './words.ts';

export const CHECK_HELP = `lab check EXERCISE FILE.py [--json]

Grades a solution of an exercise by what it does, under many schedules. Other files of its folder can be imported.

  --json                print one JSON object: exercise, passed, and per scenario its message, its failing schedule and
                        what happens under it

The exercises: ${exerciseIds().join(', ')}

Exit code: 0 passed, 1 not, 2 the command cannot be carried out.`;

/** `lab check`. */
export async function checkCommand(args: string[]): Promise<number> {
  const { values, positionals } = parse(args, { json: { type: 'boolean', default: false } });
  const [id, file] = firstOf(positionals, 'EXERCISE');
  const known = exerciseIds();
  if (!known.includes(id)) throw new UsageError(`there is no exercise ${id}. There are: ${known.join(', ')}`);
  if (file === undefined) throw new UsageError('FILE.py is missing');
  const exercise = readExercise(id);
  const { program } = programOf(file);
  // The first file is the one that is named, whatever its name on this disk.
  const files = { ...program.files, [Object.keys(exercise.starter)[0]!]: program.files[program.entry]! };
  const result = reportOf(exercise, await grade(await startInterpreter(), exercise, files));
  process.stdout.write(values.json ? `${JSON.stringify(result, null, 2)}\n` : inWords(result));
  return result.passed ? EXIT.good : EXIT.bad;
}

function reportOf(exercise: Exercise, { passed, problems, scenarios }: Grade) {
  const messages = { ...generalMessages(), ...exercise.texts.en.messages };
  return {
    exercise: exercise.id,
    passed,
    problems: problems.map(({ file, line, message }) => fill(messages['syntax']!, { file, line, message })),
    scenarios: scenarios.map(({ id, passed, runs, failure }: ScenarioGrade) => ({
      id,
      title: exercise.texts.en.scenarios[id]!,
      passed,
      runs,
      failure: failure && failureOf(id, failure, messages),
    })),
  };
}

function failureOf(id: string, failure: ScenarioFailure, messages: Record<string, string>) {
  const { message, status, options, schedule, preemptions, names, blocked } = failure;
  const why = [
    ...(preemptions.length > 0 ? [preemptionsInWords(preemptions, names)] : []),
    ...(status === 'deadlock' ? [`${waiting(blocked, names)}.`] : []),
  ];
  return {
    key: message.key,
    message: wordsFor(id, message, messages),
    status,
    schedule: scheduleText({ granularity: options.granularity ?? 'operation', schedule, steps: 0 }),
    preemptions: preemptions.length,
    explanation: why.join(' '),
  };
}

function inWords({ passed, problems, scenarios }: ReturnType<typeof reportOf>): string {
  const lines = [...problems];
  for (const { title, passed, runs, failure } of scenarios) {
    lines.push(`${passed ? '✓' : '✗'} ${title} (${runs} ${runs === 1 ? 'schedule' : 'schedules'})`);
    if (failure) lines.push(`    ${failure.message}`, ...(failure.explanation ? [`    ${failure.explanation}`] : []));
  }
  lines.push(passed ? 'Passed.' : 'Not yet.');
  return `${lines.join('\n')}\n`;
}
