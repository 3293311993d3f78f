import type { ThreadId } from '../../../trace/events.ts';
import type { BlockedThread, Lost, Note, Uncaught } from './program.ts';

/** Characters of output after which a run is stopped. */
const MAX_OUTPUT = 400_000;

/** The reason why a thread waits, as Python said it. */
interface Reason {
  kind: 'queue' | 'object' | 'thread';
  index: number;
  condition: string;
  holder: number;
}

/** Everything that is reported of one run besides its trace. */
export class Report {
  readonly uncaught: Uncaught[] = [];
  readonly lost: Lost[] = [];
  readonly notes = new Set<Note>();
  /** Of the threads, by their numbers. */
  readonly names: string[] = ['MainThread'];
  readonly queues: string[] = [];
  readonly objects: string[] = [];
  readonly kinds: string[] = [];
  exitCode = 0;
  /** The exit code is not 0, and the tests of the program, if it has any, have not passed. */
  exitFailed = false;
  private printed = 0;
  private readonly reasons: (Reason | null)[] = [];

  /** False once the program has printed more than it may. */
  print(text: string): boolean {
    this.printed += text.length;
    if (this.printed <= MAX_OUTPUT) return true;
    this.notes.add('output-limit');
    return false;
  }

  raise(thread: ThreadId, error: string, message: string, line: number): void {
    // The exceptions of other threads leave the exit code alone.
    if (thread === 0) this.exitCode = 1;
    this.uncaught.push({ thread, name: this.names[thread] ?? '', error, message, line });
  }

  /** Keeps why a thread waits; null: it waits no more. */
  reason(thread: ThreadId, reason: Reason | null): void {
    this.reasons[thread] = reason;
  }

  /** True if the thread may wait for futures: `wait` and `as_completed` have an event for them. */
  mayAwait(thread: ThreadId): boolean {
    const reason = this.reasons[thread];
    return reason?.kind === 'object' && ['Future', 'Event'].includes(this.kinds[reason.index] ?? '');
  }

  /** The wait of a thread that ends at `until`, in seconds; null: the thread waits for nothing. */
  blocked(thread: ThreadId, until: number): BlockedThread | null {
    const reason = this.reasons[thread];
    if (!reason) return null;
    const { kind, index, condition, holder } = reason;
    const on =
      kind === 'queue'
        ? `${this.queues[index]}.${condition}`
        : kind === 'thread'
          ? (this.names[index] ?? `Thread-${index}`)
          : (this.objects[index] ?? '');
    return { thread, name: this.names[thread]!, on, holder: holder >= 0 ? holder : null, until, awaits: null };
  }
}
