# Source: ours
# Shows: an actor library: mailboxes, supervision, ask with futures, timeouts, watching, stop; and a bank that runs on it
# Native: the same summary in every run; no money is lost, every question is answered or refused
"""Actors: each has a thread, a mailbox, a parent that supervises it, and state that no other thread touches."""
import collections
import itertools
import threading
import time
from concurrent.futures import Future
from concurrent.futures import TimeoutError as FutureTimeout

# "no refusal": an actor that ends forgets the questions that it has not read.
BUG = ""
PATIENCE = 30.0


class ActorStopped(Exception):
    """Raised by a question that an actor cannot answer any more."""


class Escalated(Exception):
    """Fails a parent whose child it could not help."""


Envelope = collections.namedtuple("Envelope", "message future")
Terminated = collections.namedtuple("Terminated", "ref reason")
ChildFailed = collections.namedtuple("ChildFailed", "ref error decided")
STOP = object()
IDLE = object()


class Mailbox:
    """A queue of envelopes; those of the system go first; a closed one refuses."""

    def __init__(self, capacity=None):
        self._lock = threading.Lock()
        self._filled = threading.Condition(self._lock)
        self._emptied = threading.Condition(self._lock)
        self._system = collections.deque()
        self._user = collections.deque()
        self._capacity = capacity
        self._closed = False

    def put(self, envelope, system=False):
        """Returns False when the mailbox is closed; waits while it is full."""
        with self._lock:
            while not system and self._full() and not self._closed:
                self._emptied.wait()
            if self._closed:
                return False
            self._add(envelope, system)
            return True

    def _full(self):
        return self._capacity is not None and len(self._user) >= self._capacity

    def _add(self, envelope, system):
        (self._system if system else self._user).append(envelope)
        self._filled.notify()

    def get(self, timeout=None):
        """Returns the next envelope, or None when there was none in time."""
        with self._lock:
            if not self._filled.wait_for(lambda: self._system or self._user, timeout):
                return None
            if self._system:
                return self._system.popleft()
            envelope = self._user.popleft()
            self._emptied.notify()
            return envelope

    def close(self):
        """Refuses everything from now on, and returns what nobody has read."""
        with self._lock:
            self._closed = True
            left = [*self._system, *self._user]
            self._system.clear()
            self._user.clear()
            self._emptied.notify_all()
            return left


class Ref:
    """The address of an actor: the only thing that others have of it."""

    def __init__(self, name, cell):
        self.name = name
        self.cell = cell

    def tell(self, message):
        """Returns False, and counts a dead letter, when the actor has ended."""
        if self.cell.mailbox.put(Envelope(message, None)):
            return True
        self.cell.system.dead_letter(self, message)
        return False

    def ask(self, message):
        """Returns a future; its answer may be the exception of the actor."""
        future = Future()
        if not self.cell.mailbox.put(Envelope(message, future)):
            future.set_exception(ActorStopped(self.name))
        return future

    def stop(self):
        """Asks the actor to end after the messages that it already has."""
        self.tell(STOP)

    def __repr__(self):
        return f"<{self.name}>"


class Actor:
    """Subclasses define receive(); the value that it returns answers a question."""

    capacity = None
    idle_after = None
    max_restarts = 2

    def before_start(self):
        pass

    def after_stop(self):
        pass

    def receive(self, message):
        raise NotImplementedError

    def decide(self, error):
        """Says what becomes of a child that failed: 'restart', 'resume', 'stop' or 'escalate'."""
        return "restart"


class Cell:
    """Runs an actor: its thread, its children, its watchers, and the answers that it owes."""

    def __init__(self, system, factory, name, parent):
        self.system, self.factory, self.parent = system, factory, parent
        self.actor = factory()
        self.mailbox = Mailbox(self.actor.capacity)
        self.ref = Ref(name, self)
        self.children = []
        self.watchers = []
        self.restarts = 0
        self.thread = threading.Thread(target=self._run, name=name)

    def spawn(self, factory, name):
        cell = self.system.start(factory, f"{self.ref.name}/{name}", self)
        self.children.append(cell)
        return cell.ref

    def _enter(self):
        self.actor.cell = self
        self.actor.before_start()

    def _run(self):
        reason = "stopped"
        try:
            self._enter()
            while (envelope := self._next()).message is not STOP:
                self._handle(envelope)
        except Exception as error:
            reason = repr(error)
        self._end(reason)

    def _next(self):
        return self.mailbox.get(self.actor.idle_after) or Envelope(IDLE, None)

    def _handle(self, envelope):
        if isinstance(envelope.message, ChildFailed):
            failed = envelope.message
            failed.decided.set_result(self.actor.decide(failed.error))
            return
        try:
            answer = self.actor.receive(envelope.message)
        except Exception as error:
            if envelope.future:
                envelope.future.set_exception(error)
            self._failed(error)
        else:
            if envelope.future:
                envelope.future.set_result(answer)

    def _failed(self, error):
        decision = self._ask_parent(error)
        self.system.log("failure", f"{self.ref.name}: {error!r} -> {decision}")
        if decision == "resume":
            return
        if decision == "restart" and self.restarts < self.actor.max_restarts:
            self.restarts += 1
            self.actor = self.factory()
            self._enter()
            return
        raise error

    def _ask_parent(self, error):
        if self.parent is None:
            return "stop"
        decided = Future()
        if not self.parent.mailbox.put(Envelope(ChildFailed(self.ref, error, decided), None), system=True):
            return "stop"
        decision = decided.result()
        if decision == "escalate":
            self.parent.mailbox.put(Envelope(Escalated(repr(error)), None), system=True)
            return "stop"
        return decision

    def _end(self, reason):
        for child in self.children:
            child.ref.stop()
        self._settle(self.mailbox.close())
        for child in self.children:
            child.thread.join()
        self.actor.after_stop()
        self.system.ended(self, reason)

    def _settle(self, left):
        if BUG == "no refusal":
            return
        for envelope in left:
            if isinstance(envelope.message, ChildFailed):
                envelope.message.decided.set_result("stop")
            elif envelope.future:
                envelope.future.set_exception(ActorStopped(self.ref.name))
            else:
                self.system.dead_letter(self.ref, envelope.message)


class System:
    """Starts actors, keeps the log, and ends in good order."""

    def __init__(self):
        self._lock = threading.Lock()
        self._roots = []
        self._ended = {}
        self.logged = collections.defaultdict(list)
        self.dead = collections.Counter()

    def spawn(self, factory, name):
        cell = self.start(factory, name, None)
        with self._lock:
            self._roots.append(cell)
        return cell.ref

    def start(self, factory, name, parent):
        cell = Cell(self, factory, name, parent)
        cell.thread.start()
        return cell

    def watch(self, watcher, ref):
        """Sends Terminated to the watcher when the other ends, at once when it has ended."""
        with self._lock:
            reason = self._ended.get(ref.name)
            if reason is None:
                ref.cell.watchers.append(watcher)
                return
        watcher.tell(Terminated(ref.name, reason))

    def ended(self, cell, reason):
        with self._lock:
            self._ended[cell.ref.name] = reason
            watchers, cell.watchers = cell.watchers, []
        for watcher in watchers:
            watcher.tell(Terminated(cell.ref.name, reason))

    def log(self, kind, text):
        with self._lock:
            self.logged[kind].append(text)

    def dead_letter(self, ref, message):
        if message is STOP or isinstance(message, Terminated):
            return
        with self._lock:
            self.dead[ref.name] += 1

    def shutdown(self):
        with self._lock:
            roots = list(self._roots)
        for cell in roots:
            cell.ref.stop()
        for cell in roots:
            cell.thread.join()

    def reasons(self):
        with self._lock:
            return sorted(self._ended.items())


# The bank.

Deposit = collections.namedtuple("Deposit", "amount")
Withdraw = collections.namedtuple("Withdraw", "amount")
Transfer = collections.namedtuple("Transfer", "source target amount")


class Account(Actor):
    capacity = 4

    def __init__(self, balance):
        self.balance = balance

    def receive(self, message):
        match message:
            case Deposit(amount):
                self.balance += amount
            case Withdraw(amount) if amount > self.balance:
                return False
            case Withdraw(amount):
                self.balance -= amount
        return self.balance if message == "balance" else True


class Teller(Actor):
    def receive(self, message):
        if not message.source.ask(Withdraw(message.amount)).result(PATIENCE):
            return "refused"
        message.target.ask(Deposit(message.amount)).result(PATIENCE)
        return "done"


class Parser(Actor):
    """Fails at what is no number; a new one takes over with an empty sum."""

    def __init__(self):
        self.sum = 0

    def receive(self, message):
        self.sum += int(message)
        return self.sum


class Supervisor(Actor):
    decisions = {ValueError: "restart", ZeroDivisionError: "resume", LookupError: "stop", MemoryError: "escalate"}

    def decide(self, error):
        return self.decisions[type(error)]

    def receive(self, message):
        if isinstance(message, Escalated):
            raise message
        factory, name = message
        return self.cell.spawn(factory, name)


class Thrower(Actor):
    def receive(self, message):
        if isinstance(message, Exception):
            raise message
        return message


class Sleeper(Actor):
    def receive(self, message):
        time.sleep(message)
        return "slept"


class Clock(Actor):
    """Counts the times that nothing came."""

    idle_after = 0.01

    def __init__(self):
        self.idle, self.three = 0, threading.Event()

    def receive(self, message):
        if message is IDLE:
            self.idle += 1
            if self.idle == 3:
                system.log("clock", "three times idle")
                self.idle_after = None
                three_times.set()


class Mourner(Actor):
    def receive(self, message):
        if isinstance(message, Terminated):
            system.log("ended", f"{message.ref}: {message.reason}")
            if len(system.logged["ended"]) == 2:
                both_ended.set()


def money():
    accounts = [system.spawn(lambda: Account(100), f"account {n}") for n in range(3)]
    tellers = [system.spawn(Teller, f"teller {n}") for n in range(2)]
    pairs = itertools.permutations(accounts, 2)
    transfers = [Transfer(source, target, 10) for source, target in pairs]
    answers = [teller.ask(each) for teller, each in zip(itertools.cycle(tellers), transfers)]
    print("transfers", collections.Counter(answer.result(PATIENCE) for answer in answers))
    print("too much:", tellers[0].ask(Transfer(accounts[0], accounts[1], 1000)).result(PATIENCE))
    print("balances", [account.ask("balance").result(PATIENCE) for account in accounts])


def failures():
    boss = system.spawn(Supervisor, "boss")
    parser = boss.ask((Parser, "parser")).result(PATIENCE)
    thrower = boss.ask((Thrower, "thrower")).result(PATIENCE)
    for ref in (parser, thrower):
        system.watch(mourner, ref)
    for text in ("20", "22", "many", "5"):
        try:
            print("parsed", parser.ask(text).result(PATIENCE))
        except ValueError as error:
            print("not parsed:", error)
    thrower.tell(ZeroDivisionError("resume"))
    print("goes on:", thrower.ask("still here").result(PATIENCE))
    thrower.tell(LookupError("stop"))
    for bad in ("a", "b", "after the end", "too"):
        parser.tell(bad)
    both_ended.wait()
    try:
        thrower.ask("and now?").result(PATIENCE)
    except ActorStopped as error:
        print("has ended:", error)
    print("takes a message:", parser.tell("1"))
    worst = boss.ask((Thrower, "worst")).result(PATIENCE)
    worst.tell(MemoryError("escalate"))
    boss.cell.thread.join()
    for line in sorted(system.logged["failure"]) + sorted(system.logged["ended"]):
        print(line)


def timeouts():
    sleeper = system.spawn(Sleeper, "sleeper")
    answer = sleeper.ask(0.2)
    try:
        answer.result(0.01)
    except FutureTimeout:
        print("not answered in time")
    print("later:", answer.result(PATIENCE))
    system.spawn(Clock, "clock")
    three_times.wait()
    print(system.logged["clock"])


def stop_among_questions():
    """Every question to an actor that another stops meanwhile is answered or refused."""
    echo = system.spawn(Thrower, "echo")
    outcomes = []

    def question(n):
        try:
            outcomes.append(echo.ask(n).result() == n)
        except ActorStopped:
            outcomes.append(True)

    threads = [threading.Thread(target=question, args=(n,)) for n in range(3)]
    for thread in threads:
        thread.start()
    echo.stop()
    for thread in threads:
        thread.join()
    print("questions settled", outcomes)


system = System()
three_times, both_ended = threading.Event(), threading.Event()
mourner = system.spawn(Mourner, "mourner")
money()
failures()
timeouts()
stop_among_questions()
system.shutdown()
print("dead letters", dict(system.dead))
for name, reason in system.reasons():
    print(f"{name}: {reason}")
print("threads", threading.active_count())
