import type { ParseArgsOptionsConfig } from 'node:util';

/** The options of each command, in one list: the process that starts a command reads from it which paths it will need. */
export const OPTIONS = {
  run: {
    schedule: { type: 'string', default: 'round-robin' },
    seed: { type: 'string', default: '1' },
    granularity: { type: 'string' },
    'real-time': { type: 'boolean', default: false },
    'max-steps': { type: 'string', default: '1000000' },
    trace: { type: 'string' },
    json: { type: 'boolean', default: false },
  },
  explore: {
    schedules: { type: 'string', default: '1000' },
    time: { type: 'string' },
    strategy: { type: 'string', default: 'auto' },
    depth: { type: 'string' },
    preemptions: { type: 'string' },
    seed: { type: 'string', default: '1' },
    granularity: { type: 'string' },
    'max-steps': { type: 'string', default: '20000' },
    workers: { type: 'string' },
    all: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    junit: { type: 'string' },
    sarif: { type: 'string' },
  },
  check: {
    json: { type: 'boolean', default: false },
    csv: { type: 'boolean', default: false },
    'hand-ins': { type: 'string' },
  },
} as const satisfies Record<string, ParseArgsOptionsConfig>;

export type CommandName = keyof typeof OPTIONS;

/** Options that name a file which the command writes. */
export const WRITTEN = ['trace', 'junit', 'sarif'] as const;
