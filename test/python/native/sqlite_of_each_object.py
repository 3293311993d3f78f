# Which calls of a connection, a cursor and a blob ask for the thread, and what a blob and busy_timeout do. Native: the same lines.
import sqlite3, threading
# every object of a connection: cursor, blob, row iterators, functions
con = sqlite3.connect(":memory:")
con.execute("create table t(x, y blob)"); con.execute("insert into t values(1, zeroblob(10))")
cur = con.cursor(); cur.execute("select x from t")
blob = con.blobopen("t", "y", 1)
def tryit(label, f):
    try: r = f(); print(label, "ok", type(r).__name__)
    except Exception as e: print(label, type(e).__name__, str(e).split(" and this")[0].rstrip("0123456789"))
def w():
    for label, f in [("execute", lambda: con.execute("select 1")), ("cursor", con.cursor), ("commit", con.commit), ("rollback", con.rollback),
        ("close", con.close), ("total", lambda: con.total_changes), ("in_tr", lambda: con.in_transaction), ("iso", lambda: con.isolation_level),
        ("next", lambda: next(cur)), ("fetchone", cur.fetchone), ("fetchall", cur.fetchall), ("many", lambda: cur.fetchmany(2)), ("curclose", cur.close),
        ("read", lambda: blob.read(2)), ("write", lambda: blob.write(b"x")), ("blen", lambda: len(blob)), ("bclose", blob.close), ("seek", lambda: blob.seek(0)),
        ("func", lambda: con.create_function("f", 1, abs)), ("coll", lambda: con.create_collation("c", None)),
        ("agg", lambda: con.create_aggregate("f", 1, list)), ("trace", lambda: con.set_trace_callback(None)), ("prog", lambda: con.set_progress_handler(None, 1)),
        ("auth", lambda: con.set_authorizer(None)), ("dump", lambda: list(con.iterdump())), ("backup", lambda: con.backup(sqlite3.connect(":memory:"))),
        ("ser", con.serialize), ("limit", lambda: con.getlimit(0)), ("config", lambda: con.getconfig(1002)), ("rowf", lambda: con.row_factory),
        ("desc", lambda: cur.description), ("last", lambda: cur.lastrowid), ("cn", lambda: cur.connection), ("setrow", lambda: setattr(con, "row_factory", None)),
        ("script", lambda: con.executescript("select 1")), ("emany", lambda: con.executemany("insert into t values(?,null)", [(1,)])), ("with", lambda: con.__enter__()), ("auto", lambda: con.autocommit)]:
        tryit(label, f)
t = threading.Thread(target=w); t.start(); t.join()
con.close()
con2 = sqlite3.connect(":memory:", check_same_thread=False)
t = threading.Thread(target=lambda: tryit("shared", lambda: con2.execute("select 1").fetchall())); t.start(); t.join()
print(sqlite3.threadsafety, sqlite3.apilevel)
con = sqlite3.connect(":memory:", timeout=2.5)
print(con.execute("PRAGMA busy_timeout").fetchone(), con.execute("pragma busy_timeout = 70").fetchone(), con.execute("pragma main.busy_timeout(80);").fetchall(), con.execute("pragma busy_timeout=-5").fetchone())
print(con.execute("pragma busy_timeout").description[0][0])
con.execute("create table t(y blob)"); con.execute("insert into t values (zeroblob(5))")
with con.blobopen("t", "y", 1) as b:
    b.write(b"ab"); b[3] = 120; print(b.tell(), len(b), b[0], b[0:4], type(b).__name__, type(b).__module__, isinstance(b, sqlite3.Blob)); b.seek(-1, 2); print(b.read())
try: b.read()
except sqlite3.ProgrammingError as e: print(e)
try: sqlite3.Blob()
except TypeError as e: print(e)
print(con.autocommit == sqlite3.LEGACY_TRANSACTION_CONTROL, con.isolation_level); con.isolation_level = None; con.autocommit = True; print(con.autocommit, con.isolation_level)
try: con.isolation_level = "nope"
except ValueError as e: print(e)
try: con.autocommit = 5
except ValueError as e: print(e)
c2 = sqlite3.connect(":memory:", isolation_level="IMMEDIATE", autocommit=False); print(c2.isolation_level, c2.autocommit, c2.in_transaction)
class C(sqlite3.Connection): pass
c3 = sqlite3.connect(":memory:", factory=C); print(type(c3), isinstance(c3.cursor(), sqlite3.Cursor)); out = []
def w():
    for f in (lambda: c3.blobopen("t", "y", 1), lambda: setattr(c3, "isolation_level", None), lambda: setattr(c3, "isolation_level", "DEFERRED"), lambda: setattr(c3, "autocommit", True), lambda: c3.autocommit):
        try: f(); out.append("ok")
        except sqlite3.ProgrammingError: out.append("no")
t = threading.Thread(target=w); t.start(); t.join(); print(out)
