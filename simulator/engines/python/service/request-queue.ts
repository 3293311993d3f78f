import type { Program } from '../interpreter/program.ts';
import type { HelperWorkers } from './helper-workers.ts';
import { PythonFailure, type LoadProgress } from './protocol.ts';
import type { Answer, Progress, RequestBody, RequestKind } from './requests.ts';
import { WorkerSupervisor, type WorkerHost } from './worker-host.ts';

/** Options of a request. */
export interface RequestOptions<P> {
  onProgress?: ((progress: P) => void) | undefined;
  /** Ends this request only, waiting or under way. */
  signal?: AbortSignal | undefined;
}

/**
 * `new`: nothing was asked for; `loading`: the first worker is being made ready; `restarting`: the next one is;
 * `ready`: waits for requests; `busy`: works on one; `failed`: the last load failed, and can be tried again.
 */
export type Status = 'new' | 'loading' | 'restarting' | 'ready' | 'busy' | 'failed' | 'disposed';

interface Task {
  id: number;
  kind: string;
  body: unknown;
  onProgress: ((progress: unknown) => void) | undefined;
  resolve(answer: unknown): void;
  reject(failure: PythonFailure): void;
}

/** Milliseconds a request has to notice that it should end, and then to end. */
const NOTICE = 300;
const WIND_UP = 500;

/**
 * The requests to Python, passed on one after the other, in the order in which they came. A worker that hangs or died is
 * replaced.
 */
export class RequestQueue {
  private readonly supervisor: WorkerSupervisor;
  private readonly waiting: Task[] = [];
  private current: Task | null = null;
  private deadline: ReturnType<typeof setTimeout> | undefined;
  private pumping = false;
  private ids = 0;
  private state: Status = 'new';
  private readonly listeners = new Set<(status: Status) => void>();

  constructor(host: WorkerHost) {
    this.supervisor = new WorkerSupervisor(host, {
      progress: (id, progress) => {
        if (this.current?.id === id) this.current.onProgress?.(progress);
      },
      answer: (id, answer, tainted) => {
        if (tainted) this.supervisor.replace();
        this.settle(id, (task) => task.resolve(answer));
      },
      stopping: (id) => {
        if (this.current?.id === id) this.killIn(WIND_UP);
      },
      broken: (message, kind) => {
        this.supervisor.replace();
        if (this.current) this.settle(this.current.id, (task) => task.reject(new PythonFailure(kind, message)));
      },
    });
  }

  get status(): Status {
    return this.state;
  }

  /** Calls back at every change of {@link status}. Returns what ends that. */
  subscribe(listener: (status: Status) => void): () => void {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  }

  /**
   * Downloads and starts Python, if that has not been done. Every caller that waits is told of the progress.
   * @throws PythonFailure (a rejection); calling again tries again.
   */
  async load(onProgress?: (progress: LoadProgress) => void): Promise<void> {
    if (this.state === 'disposed') throw new PythonFailure('disposed');
    if (this.supervisor.ready) return;
    this.change(this.supervisor.loaded ? 'restarting' : 'loading');
    try {
      await this.supervisor.start(onProgress);
      this.change(this.current ? 'busy' : 'ready');
    } catch (error) {
      if ((this.state as Status) !== 'disposed') this.change('failed');
      throw error;
    }
  }

  /**
   * Asks the worker for something of the table in `requests.ts`; loads Python first, if need be.
   * @throws PythonFailure (a rejection): `stopped` or `crashed` where the worker had to be replaced, and why it cannot be
   *   loaded otherwise.
   */
  request<K extends RequestKind>(
    kind: K,
    body: RequestBody<K>,
    requestOptions: RequestOptions<Progress<K>> = {},
  ): Promise<Answer<K>> {
    return new Promise((resolve, reject) => {
      if (this.state === 'disposed') return reject(new PythonFailure('disposed'));
      const { signal, onProgress } = requestOptions;
      if (signal?.aborted) return reject(new PythonFailure('stopped'));
      const task: Task = {
        id: ++this.ids,
        kind,
        body,
        onProgress: onProgress as Task['onProgress'],
        resolve: (answer) => {
          signal?.removeEventListener('abort', abort);
          resolve(answer as Answer<K>);
        },
        reject: (failure) => {
          signal?.removeEventListener('abort', abort);
          reject(failure);
        },
      };
      const abort = () => this.end(task);
      signal?.addEventListener('abort', abort);
      this.waiting.push(task);
      void this.pump();
    });
  }

  /**
   * Ends the request under way and all that wait, but for questions about problems. They settle within a second: with what they
   * have if they come to a switch point, else as stopped.
   */
  stop(): void {
    for (const task of [...this.waiting, this.current]) if (task && task.kind !== 'problems') this.end(task);
  }

  /** Has the next request begin in a worker that no other was in, unless one is under way. {@link load} starts it. */
  renew(): void {
    if (this.current || !this.supervisor.used) return;
    this.supervisor.replace();
  }

  /** Ends everything, for good. */
  dispose(): void {
    this.change('disposed');
    clearTimeout(this.deadline);
    this.supervisor.dispose();
    const tasks = [...this.waiting.splice(0), ...(this.current ? [this.current] : [])];
    this.current = null;
    for (const task of tasks) task.reject(new PythonFailure('disposed'));
  }

  /** Workers that help with the request under way. */
  protected helpersFor(program: Program): HelperWorkers {
    const { id } = this.current!;
    return this.supervisor.helpersWith({
      program,
      onReady: (helper, port) => this.supervisor.post({ type: 'helper', id, helper, port }, [port]),
      onLost: (helper) => this.supervisor.post({ type: 'lost', id, helper }),
    });
  }

  private end(task: Task): void {
    const at = this.waiting.indexOf(task);
    if (at >= 0) {
      this.waiting.splice(at, 1);
      task.reject(new PythonFailure('stopped'));
    } else if (task === this.current && this.deadline === undefined) {
      this.supervisor.post({ type: 'stop', id: task.id });
      this.killIn(NOTICE);
    }
  }

  private killIn(milliseconds: number): void {
    clearTimeout(this.deadline);
    this.deadline = setTimeout(() => {
      this.supervisor.replace();
      this.settle(this.current!.id, (task) => task.reject(new PythonFailure('stopped')));
    }, milliseconds);
  }

  private settle(id: number, how: (task: Task) => void): void {
    const task = this.current;
    if (task?.id !== id) return;
    clearTimeout(this.deadline);
    this.deadline = undefined;
    this.current = null;
    how(task);
    if (this.supervisor.ready) this.change('ready');
    // A new worker is made at once, so that the next request does not wait for it.
    else void this.load().catch(() => {});
    void this.pump();
  }

  /** Passes on the next request when nothing is under way. */
  private async pump(): Promise<void> {
    if (this.pumping || this.current) return;
    this.pumping = true;
    try {
      await this.load();
    } catch (error) {
      for (const task of this.waiting.splice(0)) task.reject(error as PythonFailure);
    }
    this.pumping = false;
    const task = this.waiting.shift();
    if (!task) return;
    this.current = task;
    this.change('busy');
    this.supervisor.post({ type: 'request', id: task.id, kind: task.kind, body: task.body });
  }

  private change(status: Status): void {
    if (this.state === status || this.state === 'disposed') return;
    this.state = status;
    for (const listener of this.listeners) listener(status);
  }
}
