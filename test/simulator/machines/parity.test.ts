import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createMachine, initialTransition, transition, type AnyStateMachine } from 'xstate';
import { selectTransition, compile } from '../../../simulator/engines/model/compile.ts';
import { OP_OUTCOMES } from '../../../simulator/machines/frame.ts';
import { MACHINES, THREAD_MACHINES } from '../../../simulator/machines/machines.ts';
import { queueMachine, type QueueCall, type QueueData } from '../../../simulator/machines/queue.ts';

/** A queue's data that writes down what is done to it, and nothing else. */
class Paper implements QueueData {
  readonly maxsize: number;
  size = 0;
  unfinished = 0;
  readonly log: string[] = [];
  constructor(maxsize: number) {
    this.maxsize = maxsize;
  }
  append = (call: QueueCall) => (this.size++, this.unfinished++, this.note('append', call));
  take = (call: QueueCall) => (this.size--, this.note('take', call));
  finish = (call: QueueCall) => (this.unfinished--, this.note('finish', call));
  joined = (call: QueueCall) => this.note('joined', call);
  wait = (condition: string, call: QueueCall) => this.note(`wait ${condition}`, call);
  notify = (condition: string, call: QueueCall) => this.note(`notify ${condition}`, call);
  notifyAll = (condition: string, call: QueueCall) => this.note(`notifyAll ${condition}`, call);
  refuse = (error: string, call: QueueCall) => this.note(`raise ${error}`, call);
  private note(what: string, call: QueueCall): void {
    this.log.push(`${call.type}: ${what}`);
  }
}

const call = fc.record({
  type: fc.constantFrom('put' as const, 'get' as const, 'task_done' as const, 'join' as const),
  thread: fc.constant(0),
  item: fc.nat(9),
  block: fc.boolean(),
  deadline: fc.constantFrom(-Infinity, 0, 1, Infinity),
  now: fc.constant(0),
});

test('the table of the queue does what XState’s own interpreter does, for every sequence of calls', () => {
  const events = ['put', 'get', 'task_done', 'join'];
  const table = compile(queueMachine, events);
  fc.assert(
    fc.property(fc.nat(3), fc.array(call, { maxLength: 40 }), (maxsize, calls) => {
      const ours = new Paper(maxsize);
      const theirs = new Paper(maxsize);
      let state = table.initial;
      let [snapshot] = initialTransition(queueMachine, theirs);
      Object.assign(snapshot, { context: theirs });
      for (const event of calls) {
        const args = { context: ours, event: { ...event } };
        const way = selectTransition(table, state, events.indexOf(event.type), args);
        state = way?.target ?? state;
        for (const action of way?.actions ?? []) action(args, undefined);

        const [next, actions] = transition(queueMachine, snapshot, { ...event });
        // XState copies the context's fields; the data behind it is one object, as in the engine.
        snapshot = Object.assign(next, { context: theirs });
        for (const { type } of actions)
          queueMachine.implementations.actions[type as never]?.(
            { context: theirs, event: { ...event } } as never,
            undefined as never,
          );
        expect(table.states[state]).toBe(snapshot.value);
        expect(ours.log).toEqual(theirs.log);
      }
    }),
    { numRuns: 300 },
  );
});

describe.each(THREAD_MACHINES.map((id) => [id]))('the table of %s', (id) => {
  const machine = MACHINES[id]! as AnyStateMachine;
  const table = compile(machine, OP_OUTCOMES);
  test('does what XState’s own interpreter does, for every sequence of outcomes', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...OP_OUTCOMES), { maxLength: 60 }),
        fc.boolean(),
        fc.boolean(),
        (outcomes, inWait, doJoin) => {
          const left: string[] = [];
          const context = { inWait, doJoin, leaveCall: () => left.push('leaveCall'), die: () => left.push('die') };
          let state = table.initial;
          const expected: string[] = [];
          let [snapshot] = initialTransition(machine, context);
          for (const type of outcomes) {
            if (table.final[state]) break;
            const args = { context, event: undefined };
            const way = selectTransition(table, state, OP_OUTCOMES.indexOf(type), args);
            state = way?.target ?? state;
            for (const action of way?.actions ?? []) action(args, undefined);
            const [next, actions] = transition(machine, snapshot, { type });
            snapshot = next;
            expected.push(...actions.map(({ type: name }: { type: string }) => name));
            expect(table.states[state]).toBe(snapshot.value);
            expect(left).toEqual(expected);
          }
          expect(snapshot.status === 'done').toBe(table.final[state]);
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe('what the compiler cannot translate it refuses', () => {
  test.each([
    ['states inside states', { initial: 'a', states: { a: { initial: 'b', states: { b: {} } } } }],
    ['always', { initial: 'a', states: { a: { always: 'b' }, b: {} } }],
    ['after', { initial: 'a', states: { a: { after: { 100: 'b' } }, b: {} } }],
    ['entry actions', { initial: 'a', states: { a: { entry: 'x' } } }],
    ['an unknown event', { initial: 'a', states: { a: { on: { boom: 'a' } } } }],
    ['an action without a name', { initial: 'a', states: { a: { on: { put: { actions: () => {} } } } } }],
    [
      'a guard that is not implemented',
      { initial: 'a', states: { a: { on: { put: { guard: 'nope', target: 'a' } } } } },
    ],
  ])('%s', (_, config) => {
    expect(() => compile(createMachine(config as never), ['put'])).toThrow('cannot compile');
  });
});
