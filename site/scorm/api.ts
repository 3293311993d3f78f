/**
 * The page's side of the SCORM 1.2 Run-Time Environment (ADL, 2001): how the platform's API is found (3.3), and which
 * calls and elements are used (3.3, 3.4).
 */

/** The functions of the platform's API object that are used here. They answer in strings, "true" or "false". */
export interface Api {
  LMSInitialize(nothing: ''): string;
  LMSGetValue(element: string): string;
  LMSSetValue(element: string, value: string): string;
  LMSCommit(nothing: ''): string;
  LMSFinish(nothing: ''): string;
}

/** As far as a window matters for the search. */
export interface ScormWindow {
  readonly API?: Api | undefined;
  readonly parent: ScormWindow;
  readonly opener?: ScormWindow | null;
}

/** Windows above this one that are looked at; the specification's own example looks at 500. */
const LEVELS = 500;

/** The platform's API: of this window, of one above it, or of one above the window that opened the outermost; null: none. */
export function findApi(window: ScormWindow): Api | null {
  const [api, top] = climb(window);
  if (api) return api;
  const opener = asked(() => top.opener);
  return opener ? climb(opener)[0] : null;
}

function climb(from: ScormWindow): [api: Api | null, top: ScormWindow] {
  let at = from;
  for (let level = 0; level <= LEVELS; level++) {
    const api = asked(() => at.API);
    if (api) return [api, at];
    if (at.parent === at) break;
    at = at.parent;
  }
  return [null, at];
}

/** A window of another origin refuses to answer: there is nothing to be found in it. */
function asked<T>(question: () => T): T | undefined {
  try {
    return question();
  } catch {
    return undefined;
  }
}

/** A report to the platform. */
export interface ScormReport {
  /** 0 to 100. */
  score: number;
  status: 'incomplete' | 'completed' | 'passed';
  /** At most {@link MOST_CHARACTERS} characters. */
  suspend: string;
}

/** Characters that `cmi.suspend_data` holds. */
export const MOST_CHARACTERS = 4096;
const RANK = ['incomplete', 'completed', 'passed'];

/** One visit of a learner, from LMSInitialize to LMSFinish. */
export class ScormSession {
  private readonly api: Api;
  private readonly said = new Map<string, string>();
  private readonly begun: number;
  private open = false;
  private status = '';
  /** The last commit failed. */
  private unsaved = false;

  constructor(api: Api, now: number) {
    this.api = api;
    this.begun = now;
  }

  /** Begins the visit: who learns, and what was left from the last one; null: the platform refuses. */
  start(): { learner: string; suspended: string } | null {
    this.open = String(this.api.LMSInitialize('')) === 'true';
    if (!this.open) return null;
    this.status = this.api.LMSGetValue('cmi.core.lesson_status');
    return {
      learner: this.api.LMSGetValue('cmi.core.student_id'),
      suspended: this.api.LMSGetValue('cmi.suspend_data'),
    };
  }

  /**
   * Tells what has changed since the last report; what was reached in an earlier visit stays reached. False: not all of it
   * has reached the platform. It is told again with the next report.
   */
  report({ score, status, suspend }: ScormReport): boolean {
    if (!this.open) return false;
    if (RANK.indexOf(status) >= RANK.indexOf(this.status)) this.status = status;
    const said = [
      this.say('cmi.core.score.min', '0'),
      this.say('cmi.core.score.max', '100'),
      this.say('cmi.core.score.raw', String(score)),
      this.say('cmi.core.lesson_status', this.status),
      this.say('cmi.suspend_data', suspend),
    ];
    if (!said.includes('said') && !this.unsaved) return !said.includes('refused');
    this.unsaved = String(this.api.LMSCommit('')) !== 'true';
    return !this.unsaved && !said.includes('refused');
  }

  /** Ends the visit, once. What is suspended is kept for the next one. */
  finish(now: number): void {
    if (!this.open) return;
    this.open = false;
    this.say('cmi.core.session_time', duration(now - this.begun));
    this.say('cmi.core.exit', 'suspend');
    this.api.LMSCommit('');
    this.api.LMSFinish('');
  }

  private say(element: string, value: string): 'same' | 'said' | 'refused' {
    if (this.said.get(element) === value) return 'same';
    if (String(this.api.LMSSetValue(element, value)) !== 'true') return 'refused';
    this.said.set(element, value);
    return 'said';
  }
}

/** A CMITimespan: `0001:02:03`. */
function duration(milliseconds: number): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  const two = (value: number) => String(value % 60).padStart(2, '0');
  return `${String(Math.floor(seconds / 3600)).padStart(4, '0')}:${two(Math.floor(seconds / 60))}:${two(seconds)}`;
}
