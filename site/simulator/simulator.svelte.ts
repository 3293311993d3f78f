import { isUncontrolled } from '../../simulator/engines/workers/execution.ts';
import type { ModelExecution } from '../../simulator/engines/model/execution.ts';
import { decodeLink, LinkError } from '../../simulator/link/permalink.ts';
import { GALLERY, OFFERED, type GalleryId } from '../../simulator/scenario/gallery.ts';
import type { Scenario } from '../../simulator/scenario/scenario.ts';
import { validate, type ScenarioProblem } from '../../simulator/scenario/validate.ts';
import { ROUND_ROBIN, type Schedule } from '../../simulator/schedule/scheduler.ts';
import type { SimulatorMessages } from '../i18n/en/simulator.ts';
import type { WorkersExecution } from '../../simulator/engines/workers/execution.ts';
import type { RunRequest } from '../stage/real-threads.svelte.ts';
import type { RunSource } from '../stage/threads-session.ts';
import { linkProblem } from './rows.ts';

/** An engine that runs the scenario. */
export type EngineId = 'model' | 'workers' | 'python';

/** The scenario that the page begins with. */
export const FIRST: Scenario = GALLERY['first-pool'];

/** Real threads, as the simulator uses them. */
interface Threads {
  said: string;
  run(wanted: RunRequest): Promise<boolean>;
  stop(): void;
}

/** Surroundings of the simulator: the session that shows a run, and what is fetched when it is asked for. */
export interface SimulatorPage {
  /** The run that is shown, and how much of it. */
  shown(): { execution: ModelExecution; position: number };
  load(source: RunSource, position?: number): void;
  /** Fetches Python's part of the page. @throws where it cannot be had. */
  fetchPython(): Promise<void>;
}

/** A scenario that the learner chooses and edits, and the engine that runs it. */
export class SimulatorState {
  engine = $state<EngineId>('model');
  /** The scenario of the form, which may have problems. */
  draft = $state.raw<Scenario>(FIRST);
  problems = $state.raw<ScenarioProblem[]>([]);
  linkError = $state('');
  readonly threads: Threads;
  /** The ready scenario that the form has; undefined: another. */
  readonly ready = $derived.by(() => OFFERED.find((id) => (GALLERY[id] as Scenario) === this.draft));
  private readonly page: SimulatorPage;
  private readonly t: SimulatorMessages;

  /** @param threadsOf makes the real threads, which hand over each run that they have made. */
  constructor(
    page: SimulatorPage,
    t: SimulatorMessages,
    threadsOf: (onmade: (execution: WorkersExecution, position: number) => void) => Threads,
  ) {
    this.page = page;
    this.t = t;
    this.threads = threadsOf((execution, position) => page.load({ execution }, position));
  }

  /** Shows the scenario under the schedule, run by the chosen engine. */
  async show(scenario: Scenario, schedule: Schedule = ROUND_ROBIN, position = 0): Promise<void> {
    if (this.engine === 'workers') {
      if (await this.threads.run({ scenario, schedule, position })) return;
      this.engine = 'model';
    }
    this.page.load({ scenario, schedule }, position);
  }

  /** Has another engine run what is shown. */
  choose(next: EngineId): void {
    this.engine = next;
    this.threads.said = '';
    if (next !== 'workers') this.threads.stop();
    if (next === 'python') void this.fetchPython();
    const { execution, position } = this.page.shown();
    void this.show(execution.scenario, execution.schedule, isUncontrolled(execution) ? 0 : position);
  }

  /** Opens a run from a file. A run of threads that took no turns is shown as it was: nothing can make it again. */
  open(saved: ModelExecution): void {
    if (!isUncontrolled(saved)) return this.load(saved.scenario, { schedule: saved.schedule });
    this.engine = 'workers';
    this.draft = saved.scenario;
    this.problems = [];
    return this.page.load({ execution: saved });
  }

  /** Shows a scenario that has no problems, and puts it into the form. */
  load(scenario: Scenario, { position = 0, schedule }: { schedule?: Schedule; position?: number } = {}): void {
    this.draft = scenario;
    this.problems = [];
    void this.show(scenario, schedule, position);
  }

  /** Takes a change of the form, and shows the scenario if it has no problems. */
  edit(next: Scenario): void {
    this.draft = next;
    const checked = validate(next);
    this.problems = 'problems' in checked ? checked.problems : [];
    const { schedule } = this.page.shown().execution;
    if ('scenario' in checked) void this.show(checked.scenario, { ...schedule, picks: [] });
  }

  /** Comes to what the address carries. A link that cannot be followed is named, and changes nothing else. */
  follow(carried: string): void {
    this.linkError = '';
    if (!carried) return;
    if (Object.hasOwn(GALLERY, carried)) return void this.load(GALLERY[carried as GalleryId]);
    try {
      const { scenario, ...rest } = decodeLink(carried);
      this.load(scenario, rest);
    } catch (error) {
      if (!(error instanceof LinkError)) throw error;
      this.linkError = linkProblem(error.reason, this.t);
    }
  }

  private async fetchPython(): Promise<void> {
    try {
      await this.page.fetchPython();
    } catch {
      this.threads.said = this.t.engine.offline;
      this.engine = 'model';
    }
  }
}
