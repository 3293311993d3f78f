import { originalPositionFor, TraceMap } from '@jridgewell/trace-mapping';

/** A file of the program as it was compiled. */
export interface CompiledFile {
  readonly file: string;
  /** The address it was imported from: what stands in stacks. */
  readonly address: string;
  /** JSON. */
  readonly map: string;
}

/** A location in the learner's own code. Lines and columns count from 1. */
export interface SourceLocation {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** Brings what engines say of compiled code back to the code that was written. */
export class Frames {
  private readonly files: ReadonlyMap<string, { file: string; map: TraceMap }>;
  private readonly pattern: RegExp;

  constructor(compiled: readonly CompiledFile[]) {
    this.files = new Map(compiled.map(({ file, address, map }) => [address, { file, map: new TraceMap(map) }]));
    const addresses = compiled.map(({ address }) => address.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|');
    this.pattern = new RegExp(`(${addresses}):(\\d+):(\\d+)`, 'g');
  }

  /** The text with every location in it as one of the learner's. */
  said(text: string): string {
    return text.replace(this.pattern, (whole, address: string, line: string, column: string) => {
      const location = this.locationOf(address, Number(line), Number(column));
      return location ? `${location.file}:${location.line}:${location.column}` : whole;
    });
  }

  /** Formats a stack of any engine as Chromium does, with only the learner's locations. */
  stack(stack: string): string[] {
    return stack.split('\n').flatMap((frame) => {
      const [found] = frame.matchAll(this.pattern);
      const location = found && this.locationOf(found[1]!, Number(found[2]), Number(found[3]));
      if (!location) return [];
      const name = /^\s*at (?:async )?(.+) \(/.exec(frame)?.[1] ?? /^([^@\s]+)@/.exec(frame)?.[1];
      const where = `${location.file}:${location.line}:${location.column}`;
      return [name ? `    at ${name} (${where})` : `    at ${where}`];
    });
  }

  /** The locations of a stack, the innermost first. */
  all(stack: string): SourceLocation[] {
    return [...stack.matchAll(this.pattern)].flatMap(
      ([, address, line, column]) => this.locationOf(address!, Number(line), Number(column)) ?? [],
    );
  }

  /** The innermost location of a stack. */
  top(stack: string): SourceLocation | null {
    return this.all(stack)[0] ?? null;
  }

  private locationOf(address: string, line: number, column: number): SourceLocation | null {
    const known = this.files.get(address);
    if (!known) return null;
    const found = originalPositionFor(known.map, { line, column: column - 1 });
    return found.line === null ? null : { file: known.file, line: found.line, column: found.column + 1 };
  }
}
