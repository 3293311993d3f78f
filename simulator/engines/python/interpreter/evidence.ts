/** A place where a program looks at the check instead of doing its task: a line, and the name used there. */
export interface Reach {
  file: string;
  line: number;
  name: string;
}

/** Reads the code objects on the stack that has just called, innermost first. */
export type ReadCallers = (most: number) => number[];

/**
 * Believes the messages of one run's check, and ignores those that a program forges. Each message counts only if the
 * check's own code is on the stack, which is known by its address. Addresses, counts and lines are kept here, out of the
 * reach of Python frames.
 */
export class Evidence {
  /** The first reach of the run; null: none was seen. */
  reach: Reach | null = null;
  private readonly read: ReadCallers;
  private readonly expect: number;
  private readonly scenario: readonly number[];
  private needed: readonly number[] | null = null;
  private readonly lines = new Set<number>();
  private count = 0;

  /** `codes`: of `lab.expect`, then of everything that is on the stack when a scenario is over. */
  constructor(read: ReadCallers, [expect, ...scenario]: readonly number[]) {
    this.read = read;
    this.expect = expect!;
    this.scenario = scenario;
  }

  /** The lines that a scenario must come to before it is over; told once, before the program is imported. */
  needs(lines: readonly number[]): void {
    if (this.fromScenario()) this.needed ??= lines;
  }

  /** An expectation has held. */
  holds(line: number): void {
    if (!this.fromExpect()) return;
    this.count++;
    this.lines.add(line);
  }

  reached(file: string, line: number, name: string): void {
    this.reach ??= { file, line, name };
  }

  /** Tells whether it is the check that says that something does not hold. */
  fromExpect(): boolean {
    return this.read(1)[0] === this.expect;
  }

  /** Tells whether the scenario is over, by its own word on main's stack, and has met all that it must. */
  over(): boolean {
    const met = this.needed?.every((line) => this.lines.has(line)) ?? false;
    return this.fromScenario() && met && this.count > 0;
  }

  private fromScenario(): boolean {
    const found = this.read(this.scenario.length);
    return this.scenario.every((code, depth) => found[depth] === code);
  }
}
