import type { Notice } from '../../simulator/session/machine.ts';
import type { Execution } from '../../simulator/run/execution.ts';
import type { StageMessages } from '../i18n/en/stage.ts';
import { nameOf } from './names.ts';
import { fill } from '../../simulator/trace/fill.ts';

/** Tells why the last command did nothing, or that the learner's overrides no longer fit; '': neither. */
export function tellNotice(execution: Execution, notice: Notice | null, { notices }: StageMessages): string {
  if (notice === null) return execution.mismatch ? fill(notices.replay, { step: execution.mismatch.step }) : '';
  switch (notice.kind) {
    case 'cannot-run':
      return fill(notices['cannot-run'], { thread: nameOf(execution, notice.thread) });
    case 'not-found':
      return fill(notices['not-found'], { goal: notice.goal });
    case 'no-arrival':
      return fill(notices[notice.passed ? 'no-arrival-passed' : 'no-arrival'], { line: notice.line });
    case 'failed':
      return fill(notices.failed, { message: notice.message });
    default:
      return notices[notice.kind];
  }
}
