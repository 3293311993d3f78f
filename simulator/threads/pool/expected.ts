/** A request as a dict of them has it. */
export interface Listed {
  readonly requestID: unknown;
  /** Its neighbours among those that are their own IDs; the dict's own. */
  before: this | null;
  after: this | null;
  listed: boolean;
}

/**
 * `workRequests`, the dict of requests whose results are expected, by ID. Most are their own IDs and are linked in a list
 * without memory of its own. A table of objects costs more than a short task.
 */
export class Expected<R extends Listed> {
  private readonly named = new Map<unknown, R>();
  private first: R | null = null;
  private last: R | null = null;
  private own = 0;

  get size(): number {
    return this.own + this.named.size;
  }

  /** As a map, as it is now. */
  entries(): Map<unknown, R> {
    const map = new Map(this.named);
    for (let request = this.first; request; request = request.after) map.set(request, request);
    return map;
  }

  add(request: R): void {
    if (request.requestID !== request) {
      this.named.set(request.requestID, request);
      return;
    }
    if (request.listed) return;
    request.listed = true;
    request.before = this.last;
    if (this.last) this.last.after = request;
    else this.first = request;
    this.last = request;
    this.own++;
  }

  remove(request: R): void {
    if (request.requestID !== request) {
      this.named.delete(request.requestID);
      return;
    }
    if (!request.listed) return;
    const { before, after } = request;
    if (before) before.after = after;
    else this.first = after;
    if (after) after.before = before;
    else this.last = before;
    request.before = request.after = null;
    request.listed = false;
    this.own--;
  }
}
