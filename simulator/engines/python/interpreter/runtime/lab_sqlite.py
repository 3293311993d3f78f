"""sqlite3 with threads: a connection belongs to the thread that opened it, and waits for a locked database on our
clock.

C asks for the thread's number, which is one for all threads here. And SQLite's busy handler sleeps without letting
another thread run. So connections and cursors ask here, and a busy statement is tried again at SQLite's own intervals.
"""

import re

import lab_c_words as words
import lab_clock as clock
import lab_threads as threads
import lab_trace as trace

# Milliseconds between two attempts, the last one again and again (sqlite3's main.c, sqliteDefaultBusyCallback).
DELAYS = (1, 2, 5, 10, 15, 20, 25, 25, 25, 50, 50, 100)
BUSY = 5

_OF_CONNECTION = (
    "cursor commit rollback create_function create_aggregate create_window_function create_collation "
    "set_authorizer set_progress_handler set_trace_callback backup iterdump getlimit setlimit serialize deserialize "
    "enable_load_extension load_extension close getconfig setconfig __call__ __exit__"
).split()
_OF_CURSOR = "fetchone fetchmany fetchall close __next__".split()
_OF_BLOB = "close read write seek tell __enter__ __exit__ __len__ __getitem__ __setitem__".split()
_BUSY_TIMEOUT = re.compile(r"\s*pragma\s+(?:\w+\.)?busy_timeout\s*(?:[=(]\s*([-+]?\d+)\s*\)?\s*)?;?\s*", re.IGNORECASE)


def change(dbapi2):
    """Changes sqlite3.dbapi2, whose names sqlite3 takes over."""
    import _sqlite3

    class Connection(_sqlite3.Connection):
        def __init__(self, database, timeout=5.0, *args, check_same_thread=True, **options):
            # As C takes them: timeout, detect_types, isolation_level, check_same_thread, …
            if len(args) > 2:
                check_same_thread, args = args[2], (*args[:2], False, *args[3:])
            else:
                options["check_same_thread"] = False
            self._thread = threads.get_ident() if check_same_thread else 0
            self._timeout = timeout
            self._reads = False
            # By its place it is deprecated: the program is warned of what it does itself.
            if args:
                args = 0, *args
            else:
                options["timeout"] = 0
            super(Connection, self).__init__(database, *args, **options)

        def cursor(self, factory=None, /):
            _check(self)
            return super(Connection, self).cursor(Cursor if factory is None else factory)

        def execute(self, *args):
            return self.cursor().execute(*args)

        def executemany(self, *args):
            return self.cursor().executemany(*args)

        def executescript(self, *args):
            return self.cursor().executescript(*args)

        def blobopen(self, *args, **options):
            _check(self)
            made = object.__new__(Blob)
            made._connection, made._blob = self, super(Connection, self).blobopen(*args, **options)
            return made

        @property
        def autocommit(self):
            _check(self)
            return _sqlite3.Connection.autocommit.__get__(self)

        @autocommit.setter
        def autocommit(self, value):
            _check(self)
            _sqlite3.Connection.autocommit.__set__(self, value)

        @property
        def isolation_level(self):
            return _sqlite3.Connection.isolation_level.__get__(self)

        @isolation_level.setter
        def isolation_level(self, value):
            if value is None:  # C commits then.
                _check(self)
            _sqlite3.Connection.isolation_level.__set__(self, value)

        def commit(self):
            _check(self)
            return _tried(self, super(Connection, self).commit, True)

        def rollback(self):
            _check(self)
            self._reads = False
            return super(Connection, self).rollback()

        def __exit__(self, kind, value, traceback):
            if kind is None and self.isolation_level is not None or self.autocommit is False:
                if kind is None:
                    try:
                        self.commit()
                    except BaseException:
                        self.rollback()
                        raise
                    return False
            return super(Connection, self).__exit__(kind, value, traceback)

    class Cursor(_sqlite3.Cursor):
        def execute(self, sql, *args):
            _check(self.connection)
            asked = _BUSY_TIMEOUT.fullmatch(sql) if isinstance(sql, str) else None
            if asked:
                # SQLite's own handler would sleep with all threads.
                if asked[1]:
                    self.connection._timeout = max(int(asked[1]), 0) / 1000
                sql = f"SELECT {round(self.connection._timeout * 1000)} AS timeout"
            return _tried(self.connection, lambda: super(Cursor, self).execute(sql, *args), _commits(sql))

        def executemany(self, sql, rows, /):
            _check(self.connection)
            # Rows that were used up by an attempt are wanted by the next one.
            kept = list(rows)
            return _tried(self.connection, lambda: super(Cursor, self).executemany(sql, kept), False)

        def executescript(self, script, /):
            _check(self.connection)
            return _tried(self.connection, lambda: super(Cursor, self).executescript(script), False)

    class Blob:
        def __new__(cls, *_args, **_options):
            raise TypeError("cannot create 'sqlite3.Blob' instances")

    def _of_blob(name):
        own = getattr(_sqlite3.Blob, name)

        def method(self, *args):
            _check(self._connection)
            result = own(self._blob, *args)
            return self if name == "__enter__" else result

        _named(method, Blob, name, own)

    def _named(method, kind, name, own):
        method.__name__, method.__qualname__, method.__doc__ = name, f"{kind.__name__}.{name}", own.__doc__
        setattr(kind, name, method)

    def _wrap(kind, name, owner):
        own = getattr(kind, name)

        def method(self, *args, **options):
            _check(owner(self))
            return own(self, *args, **options)

        _named(method, kind, name, own)

    for name in _OF_CONNECTION:
        if name not in Connection.__dict__ and hasattr(Connection, name):
            _wrap(Connection, name, lambda self: self)
    for name in _OF_CURSOR:
        _wrap(Cursor, name, lambda self: self.connection)
    for name in _OF_BLOB:
        _of_blob(name)

    def _check(connection):
        owner = getattr(connection, "_thread", 0)
        if owner and owner != threads.get_ident():
            raise _sqlite3.ProgrammingError(
                "SQLite objects created in a thread can only be used in that same thread. "
                f"The object was created in thread id {owner} and this is thread id {threads.get_ident()}."
            )

    def _tried(connection, attempt, commits):
        """Attempts until the database is free, or the connection's timeout is over."""
        trace.point_of("sqlite3")
        until = clock.after(trace.host.now(), connection._timeout) if connection._timeout > 0 else 0
        for turn in range(1 << 30):
            began = connection.in_transaction
            try:
                result = attempt()
            except _sqlite3.OperationalError as error:
                # Who has read already cannot wait: the other one waits for it (btree.c, sqlite3BtreeBeginTrans).
                if getattr(error, "sqlite_errorcode", 0) & 0xFF != BUSY or (began and connection._reads and not commits):
                    raise
                left = until - trace.host.now()
                if left <= 0:
                    raise
                trace.sleep(min(DELAYS[min(turn, len(DELAYS) - 1)] / 1000, left))
            else:
                connection._reads = connection.in_transaction and (began or connection._reads)
                return result

    def connect(database, *args, factory=Connection, **options):
        if not (isinstance(factory, type) and issubclass(factory, Connection)):
            return _sqlite3.connect(database, *args, factory=factory, **options)
        return factory(database, *args, **options)

    for made in (Connection, Cursor, Blob):
        made.__module__, made.__qualname__ = "sqlite3", made.__name__
    connect.__module__ = "_sqlite3"
    for made in (Connection, Cursor, Blob):
        words.methods(made, getattr(_sqlite3, made.__name__), "sqlite3")
    words.known("_sqlite3.connect", connect, _sqlite3.connect)
    # Pyodide's is built for one thread, Linux's for many; only one runs at a time here.
    dbapi2.threadsafety = 3
    dbapi2.Connection, dbapi2.Cursor, dbapi2.Blob, dbapi2.connect = Connection, Cursor, Blob, connect


def _commits(sql):
    return isinstance(sql, str) and sql.lstrip()[:6].upper() in ("COMMIT", "END", "END TR")
