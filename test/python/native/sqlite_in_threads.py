# One connection, one thread; and a locked database is waited for, on the virtual clock. Native: the same lines.
import sqlite3, threading, time, tempfile, os
from concurrent.futures import ThreadPoolExecutor
db = sqlite3.connect(":memory:")
db.execute("create table jobs(n integer)")
cur=db.cursor()
def tr(name,f):
    try: f(); print(name,"ok")
    except Exception as e: print(name, type(e).__name__, str(e).split("The object")[0])
def inthread(name,f):
    t=threading.Thread(target=tr,args=(name,f)); t.start(); t.join()
for n,f in dict(execute=lambda: db.execute("select 1"), cursor=db.cursor, commit=db.commit, rollback=db.rollback, close=db.close, fetch=cur.fetchall, nxt=lambda: next(cur), curexec=lambda: cur.execute("select 1"), fn=lambda: db.create_function("f",1,str), tot=lambda: db.total_changes, iso=lambda: db.isolation_level, many=lambda: db.executemany("insert into jobs values(?)", [(1,)]), script=lambda: db.executescript("select 1"), interrupt=db.interrupt, withit=lambda: db.__exit__(None,None,None), dump=lambda: list(db.iterdump()), cclose=cur.close, row=lambda: cur.description).items():
    inthread(n,f)
db2 = sqlite3.connect(":memory:", check_same_thread=False); db2.execute("create table t(x)")
inthread("other", lambda: db2.execute("insert into t values (1)"))
print(db2.execute("select * from t").fetchall(), type(db2), isinstance(db2, sqlite3.Connection), isinstance(db2.cursor(), sqlite3.Cursor))
path=tempfile.mktemp()
with sqlite3.connect(path) as c: c.execute("create table t(x)")
c.close()
def writer(hold, timeout, name):
    c=sqlite3.connect(path, timeout=timeout)
    t0=time.monotonic()
    try:
        c.execute("begin immediate"); c.execute("insert into t values (1)"); time.sleep(hold); c.commit()
        print(name, "committed")
    except sqlite3.OperationalError as e: print(name, e, e.sqlite_errorname, round(time.monotonic()-t0))
    c.close()
a=threading.Thread(target=writer,args=(2,5,"a")); a.start(); time.sleep(.2)
b=threading.Thread(target=writer,args=(.1,5,"b")); b.start()
c=threading.Thread(target=writer,args=(.1,1,"c")); c.start()
for t in (c,a,b): t.join()
c=sqlite3.connect(path); print(c.execute("select count(*) from t").fetchone(), c.execute("select x from t").fetchmany(1)); 
with c: c.execute("insert into t values (2)")
try:
    with c:
        c.execute("insert into t values (3)"); raise KeyError
except KeyError: pass
print(c.execute("select count(*) from t").fetchone(), c.in_transaction)
c.row_factory=sqlite3.Row; print(tuple(c.execute("select 1 as a").fetchone()), c.execute("select 1 as a").fetchone()["a"])
c.create_function("dbl",1,lambda x:2*x); print([tuple(r) for r in c.execute("select dbl(4)")])
class MyC(sqlite3.Connection):
    def hi(self): return "hi"
m=sqlite3.connect(":memory:", factory=MyC); print(m.hi(), m.execute("select 1").fetchone()); m.close()
try: m.execute("select 1")
except sqlite3.ProgrammingError as e: print(e)
# autocommit threads
def inc(i):
    c=sqlite3.connect(path, isolation_level=None)
    for _ in range(3): c.execute("insert into t values (?)", (i,))
    c.close()
with ThreadPoolExecutor(4) as p: list(p.map(inc, range(4)))
print(c.execute("select count(*) from t").fetchone()[0])
c.executemany("insert into t values (?)", ((i,) for i in range(3))); c.commit(); print(c.execute("select count(*) from t").fetchone()[0])
c.backup(sqlite3.connect(":memory:")); print(str(c)[:27])
