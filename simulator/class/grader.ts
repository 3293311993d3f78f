import type { PythonGrade } from '../engines/python/analysis/grade.ts';
import type { PythonClient } from '../engines/python/service/client.ts';
import type { Grader, WhyFailed } from './regrade.ts';

/** Milliseconds without a sign of life after which a program counts as hanging: each run of a check takes far less. */
const PATIENCE = 60_000;

/**
 * Grades each hand-in in a fresh worker of the client; `stop` ends it. A hang or a crash is a result. With `details`, a
 * failure comes with its scenario and its message.
 */
export function graderOf(client: PythonClient, stop: AbortSignal, details = false): Grader {
  return async (exercise, files) => {
    // Each hand-in begins in a worker of its own, so nothing of an earlier one is left. Starting the worker is not the
    // program's time.
    client.renew();
    await Promise.race([client.load(), new Promise((resolve) => stop.addEventListener('abort', resolve))]);
    if (stop.aborted) return null;
    const late = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const alive = () => {
      clearTimeout(timer);
      timer = setTimeout(() => late.abort(), PATIENCE);
    };
    alive();
    try {
      const signal = AbortSignal.any([stop, late.signal]);
      const grade = await client.request('grade', { exercise, files }, { signal, onProgress: alive });
      if (grade.stopped) return stop.aborted ? null : 'hangs';
      if (grade.reaches) return { verdict: 'flagged', reach: grade.reaches };
      if (grade.passed) return 'passed';
      const why = details ? whyOf(grade) : null;
      return why ? { verdict: 'failed', why } : 'failed';
    } catch (error) {
      const kind =
        error instanceof Error && error.name === 'PythonFailure' ? (error as Error & { kind: string }).kind : '';
      if (kind === 'stopped') return stop.aborted ? null : 'hangs';
      if (kind === 'crashed') return 'crashed';
      throw error;
    } finally {
      clearTimeout(timer);
    }
  };
}

/** The first thing that is wrong; null: the grade does not say. */
function whyOf({ problems: [problem], scenarios }: PythonGrade): WhyFailed | null {
  if (problem) {
    const { file, line, message } = problem;
    return { scenario: '', message: { key: 'syntax', values: { file, line, message }, status: 'finished' } };
  }
  const failed = scenarios.find(({ failure }) => failure);
  return failed ? { scenario: failed.id, message: failed.failure!.message } : null;
}
