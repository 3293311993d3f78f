"""The name of the thread that runs a job."""
import threading


def names(lab):
    import naming

    before = threading.current_thread().name
    with lab.attribute(naming, "mail_pool")(2) as pool:
        name = pool.submit(lambda: threading.current_thread().name).result()
        lab.expect(threading.current_thread().name == before, "renamed", name=threading.current_thread().name)
        lab.expect(name.startswith("mail"), "wrong-name", name=name)
