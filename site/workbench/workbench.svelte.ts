import { tick } from 'svelte';
import type { PythonExecution } from '../../simulator/engines/python/analysis/execution.ts';
import {
  GRANULARITIES,
  type Granularity,
  type Program,
  type RunOptions,
  sameFiles,
} from '../../simulator/engines/python/interpreter/program.ts';
import { encodeProgram, type ProgramLink } from '../../simulator/engines/python/service/link.ts';
import type { RunResult } from '../../simulator/engines/python/service/protocol.ts';
import { stepsBeforeFailure } from '../../simulator/session/stepping.ts';
import type { Schedule } from '../../simulator/schedule/scheduler.ts';
import type { CodeFile, Mark } from '../editor/types.ts';
import type { WorkbenchMessages } from '../i18n/en/workbench.ts';
import { fill } from '../../simulator/trace/fill.ts';
import { PythonRunner } from './python-runner.svelte.ts';
import type { Stepping } from './stepping.ts';
import type { RunChoices } from './types.ts';

/** Properties of a workbench that its state depends on. */
export interface WorkbenchOptions {
  readonly originals: readonly CodeFile[];
  /** The file that Run runs, unless the learner chooses another. */
  readonly entry: string;
  readonly granularity: Granularity;
  /** A schedule under which the program fails as it is at first. */
  readonly kept: Schedule | undefined;
  readonly t: WorkbenchMessages;
}

/** In place of a number of steps: as many as there are before the one in which the run fails. */
export const BEFORE_FAILURE = Infinity;

/** Effects on the page that a change of the state has. */
export interface WorkbenchPage {
  /** Puts files into the editor and shows one of them. */
  put(files: readonly CodeFile[], show: string): void;
  /** Moves the focus to the pool view, and the pool view onto the screen. */
  toStage(): void;
  /** Moves the focus to the first of the controls. */
  toControls(): void;
  /** Fetches the component that steps a run. */
  fetchStepper(): Promise<{ default: Stepping['Stepper'] }>;
}

const filesOf = (files: readonly CodeFile[]) => Object.fromEntries(files.map(({ name, text }) => [name, text]));

/** A program in an editor: how it is to be run, its last run, and the run that is stepped. */
export class WorkbenchState {
  readonly runner: PythonRunner;
  /** The learner's files; undefined until the editor has read them. */
  files = $state.raw<readonly CodeFile[]>();
  choices: RunChoices = $state({
    granularity: 'operation',
    policy: { kind: 'round-robin' },
    into: false,
    over: [],
    realTime: false,
    input: '',
  });
  result = $state.raw<PythonExecution | RunResult | null>(null);
  stepping = $state.raw<Stepping | null>(null);
  /** The run on the stage, and how many steps of it are shown. */
  place = $state.raw<{ execution: PythonExecution; steps: number } | null>(null);
  marks = $state.raw<readonly Mark[]>([]);
  /** The schedule and steps that a link carried besides its program, until the code is edited. */
  carried = $state.raw<ProgramLink | null>(null);
  /** The file that the learner has chosen to run. */
  chosen = $state('');

  private readonly options: () => WorkbenchOptions;
  private readonly page: WorkbenchPage;
  private stepper: Promise<{ default: Stepping['Stepper'] } | null> | null = null;

  readonly current = $derived.by(() => this.files ?? this.options().originals);
  readonly runnable = $derived.by(() => this.current.filter(({ name }) => name.endsWith('.py')));
  readonly main = $derived.by(() =>
    this.runnable.some(({ name }) => name === this.chosen)
      ? this.chosen
      : (this.runnable[0]?.name ?? this.options().entry),
  );
  readonly modules = $derived.by(() =>
    this.runnable
      .filter(({ name }) => name !== this.main)
      .map(({ name }) => name.replace(/\.py$/, '').replaceAll('/', '.')),
  );
  readonly execution = $derived.by(() => (this.result && 'player' in this.result ? this.result : null));
  /** The reason why the run on the stage is shown, until another schedule is chosen for it. */
  readonly why = $derived.by(() =>
    this.stepping && this.stepping.execution === this.place?.execution ? this.stepping.why : '',
  );
  /** The last run was of an older text. */
  readonly older = $derived.by(
    () =>
      this.execution !== null && this.current.some(({ name, text }) => this.execution!.program.files[name] !== text),
  );
  readonly edited = $derived.by(() => !sameFiles(filesOf(this.current), filesOf(this.options().originals)));

  /** @param options are read anew each time, because a page may change them. */
  constructor(options: () => WorkbenchOptions, page: WorkbenchPage, runner = new PythonRunner()) {
    this.options = options;
    this.page = page;
    this.runner = runner;
    const { entry, granularity } = options();
    this.chosen = entry;
    this.choices.granularity = granularity;
  }

  /** The program as it is now. */
  program(): Program {
    return { files: filesOf(this.current), entry: this.main };
  }

  /** Runs the kept schedule. It belongs to the program as it is at first. */
  runKept(): void {
    const { originals, entry, granularity, kept } = this.options();
    if (this.runner.busy || this.edited) return;
    void this.run($state.snapshot(kept) as Schedule, 0, {
      program: { files: filesOf(originals), entry },
      options: { granularity, into: false, over: [] },
    });
  }

  /**
   * Runs the program, or another one. From `steps` on, 0 or more, it is stepped; else only its output is shown.
   * @param why The sentence that says why a run is shown.
   */
  async run(
    schedule?: Schedule,
    steps = -1,
    other?: { program: Program; options: RunOptions },
    why = '',
  ): Promise<void> {
    this.leave();
    // Fetched beside Python, so that a run can be stepped even if the network goes away.
    this.stepper ??= this.runner.part(this.page.fetchStepper());
    const { granularity, into, over, realTime, input, policy } = $state.snapshot(this.choices) as RunChoices;
    const made = await this.runner.execute(other?.program ?? this.program(), schedule ?? { policy, picks: [] }, {
      granularity,
      into,
      over,
      realTime: realTime && steps < 0,
      ...(input && { input }),
      ...other?.options,
      record: true,
      capture: true,
    });
    this.result = made;
    if (made && 'player' in made && steps >= 0)
      await this.open(made, steps === BEFORE_FAILURE ? stepsBeforeFailure(made.trace) : steps, why);
  }

  /** Shows a run on the stage, after so many of its steps. */
  async open(made: PythonExecution, steps: number, why = ''): Promise<void> {
    const fetched = await (this.stepper ??= this.runner.part(this.page.fetchStepper()));
    if (!fetched) return void (this.stepper = null);
    this.stepping = { execution: made, steps, why, Stepper: fetched.default };
    await tick();
    this.page.toStage();
  }

  /** Takes the run off the stage. */
  leave(): void {
    this.stepping = this.place = null;
    this.marks = [];
  }

  /** Forgets the last run. */
  clear(): void {
    this.leave();
    this.result = this.carried = null;
  }

  /** Takes the run off the stage, by hand: the focus goes back to the controls. */
  async goBack(): Promise<void> {
    this.leave();
    await tick();
    this.page.toControls();
  }

  /** Runs the same program with switches at other places, and says so. */
  nextGranularity(): string {
    const { t } = this.options();
    const at = GRANULARITIES.indexOf(this.choices.granularity);
    this.choices.granularity = GRANULARITIES[(at + 1) % GRANULARITIES.length]!;
    void this.run(undefined, 0);
    return fill(t.granularity.said, { granularity: t.granularity[this.choices.granularity] });
  }

  /**
   * The text of a link to the run that is stepped, at its place; else to the failure that a search has found and shows; else to
   * the program alone.
   */
  link(failure: ProgramLink | null = null): string {
    if (this.place) {
      const { program, options, schedule } = this.place.execution;
      const { granularity = 'operation', into = false, over = [], input = '' } = options;
      return encodeProgram({ program, granularity, into, over, input, schedule, steps: this.place.steps });
    }
    if (failure) return encodeProgram(failure);
    const { granularity, into, over, input, policy } = $state.snapshot(this.choices) as RunChoices;
    const schedule = { policy, picks: [] };
    return encodeProgram({ program: this.program(), granularity, into, over, input, schedule, steps: -1 });
  }

  /** Puts what a link carried into the editor. Nothing runs. */
  accept(opened: ProgramLink): void {
    this.leave();
    this.result = null;
    const { files, entry } = opened.program;
    this.page.put(
      Object.entries(files).map(([name, text]) => ({ name, text })),
      entry,
    );
    this.chosen = entry;
    const { granularity, into, over, input = '', schedule } = opened;
    Object.assign(this.choices, { granularity, into, over, input, policy: schedule.policy });
    this.carried = opened.steps >= 0 ? opened : null;
    void tick().then(() => this.page.toControls());
  }
}
