import * as v from 'valibot';

const moveSchema = v.object({
  screen: v.pipe(v.number(), v.integer(), v.minValue(0)),
  /** Counts the moves of all windows. */
  turn: v.pipe(v.number(), v.integer(), v.minValue(0)),
  /** The window that moved. */
  by: v.string(),
  /** The wall is dark; windows of earlier versions do not say. */
  dark: v.optional(v.boolean()),
});
export type Move = v.InferOutput<typeof moveSchema>;

const ROLES = ['lesson', 'notes'] as const;
/** The role of a window: for the wall, or for the speaker. */
export type Role = (typeof ROLES)[number];

const messageSchema = v.object({
  kind: v.picklist(['hello', 'here', 'moved', 'bye']),
  from: v.string(),
  role: v.picklist(ROLES),
  at: moveSchema,
});
type Message = v.InferOutput<typeof messageSchema>;

/** Tells whether `a` was made after `b`. Of two moves made at the same time, all windows prefer the same one. */
export const isLater = (a: Move, b: Move): boolean => a.turn > b.turn || (a.turn === b.turn && a.by > b.by);

/** The number of other windows of each kind that show the lesson; null: this browser cannot tell. */
export type Others = Record<Role, number> | null;

/** An id that no other window has. `crypto.randomUUID` is missing at a plain http address. */
const randomId = (): string => crypto.getRandomValues(new Uint32Array(4)).join('-');

/** Told of what other windows do. */
interface CompanyListener {
  /** Another window has moved. */
  moved: (screen: number, dark: boolean) => void;
  others: (others: Others) => void;
}

/** A window among those that show the same lesson: the last move moves all, and a later window joins the others. */
export class Company {
  private at: Move;
  private readonly channel: BroadcastChannel | null;
  private readonly others = new Map<string, Role>();

  private readonly role: Role;
  private readonly tell: CompanyListener;
  private readonly id: string;

  constructor(lesson: string, role: Role, screen: number, tell: CompanyListener, id: string = randomId()) {
    this.role = role;
    this.tell = tell;
    this.id = id;
    this.at = { screen, turn: 0, by: '' };
    this.channel = 'BroadcastChannel' in globalThis ? new BroadcastChannel(`lab-present:${lesson}`) : null;
    if (!this.channel) {
      tell.others(null);
      return;
    }
    this.channel.addEventListener('message', ({ data }) => {
      const read = v.safeParse(messageSchema, data);
      if (read.success) this.hear(read.output);
    });
    this.greet();
  }

  /** Says hello, after which the others answer. */
  greet(): void {
    this.count();
    this.say('hello');
  }

  /** Says that this window goes to a screen, or makes the wall dark. */
  move(screen: number, dark = false): void {
    this.at = { screen, turn: this.at.turn + 1, by: this.id, ...(dark && { dark }) };
    this.say('moved');
  }

  /** Says goodbye. A window that comes back from the browser's memory greets again. */
  part(): void {
    this.say('bye');
    this.others.clear();
  }

  close(): void {
    this.part();
    this.channel?.close();
  }

  private hear({ kind, from, role, at }: Message): void {
    if (kind === 'bye') this.others.delete(from);
    else this.others.set(from, role);
    if (kind === 'hello') this.say('here');
    if (isLater(at, this.at)) {
      this.at = at;
      this.tell.moved(at.screen, at.dark ?? false);
    }
    this.count();
  }

  private count(): void {
    const roles = [...this.others.values()];
    const of = (role: Role) => roles.filter((each) => each === role).length;
    this.tell.others({ lesson: of('lesson'), notes: of('notes') });
  }

  private say(kind: Message['kind']): void {
    this.channel?.postMessage({ kind, from: this.id, role: this.role, at: this.at } satisfies Message);
  }
}
