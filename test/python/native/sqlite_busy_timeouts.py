# Who waits for a locked database, and for how long. Native: the same lines.
import sqlite3, threading, time, tempfile, os
p = os.path.join(tempfile.mkdtemp(), "d.db")
c = sqlite3.connect(p); c.execute("create table t(x)"); c.commit()
ready = threading.Event(); out = []
def holder():
    c = sqlite3.connect(p, isolation_level=None); c.execute("begin immediate"); c.execute("insert into t values (1)")
    ready.set(); time.sleep(.6); c.execute("commit"); c.close()
def nowait():
    ready.wait(); c = sqlite3.connect(p, timeout=0.1); t0 = time.monotonic()
    try: c.execute("insert into t values (2)")
    except sqlite3.OperationalError as e: out.append(("no", str(e), .05 < time.monotonic()-t0 < .5, e.sqlite_errorname))
    c.close()
def waits():
    ready.wait(); c = sqlite3.connect(p, timeout=30); t0 = time.monotonic()
    c.execute("insert into t values (3)"); c.commit(); out.append(("yes", .3 < time.monotonic()-t0 < 2)); c.close()
def pragma():
    ready.wait(); c = sqlite3.connect(p, timeout=30); c.execute("pragma busy_timeout=50"); t0=time.monotonic()
    try: c.execute("insert into t values (4)")
    except sqlite3.OperationalError as e: out.append(("pragma", str(e), time.monotonic()-t0 < .5))
    c.close()
ts = [threading.Thread(target=f) for f in (holder, nowait, waits, pragma)]
for t in ts: t.start()
for t in ts: t.join()
print(sorted(out)); print(sorted(c.execute("select x from t").fetchall()))
# readers see committed
with c: c.execute("delete from t")
print(c.execute("select count(*) from t").fetchone())
# deadlock of two transactions: upgrade
a = sqlite3.connect(p, timeout=.2, isolation_level=None); b = sqlite3.connect(p, timeout=.2, isolation_level=None)
a.execute("begin"); b.execute("begin"); a.execute("select * from t").fetchall(); b.execute("select * from t").fetchall()
a.execute("insert into t values(1)")
try: b.execute("insert into t values(2)")
except sqlite3.OperationalError as e: print(e)
try: a.execute("commit")
except sqlite3.OperationalError as e: print(e)
b.execute("rollback"); a.execute("commit")
print(a.execute("select * from t").fetchall())
