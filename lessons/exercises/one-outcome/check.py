"""A worker runs a task, and main asks for its result."""
import threading


def waits(lab):
    import outcome

    def job():
        lab.sleep(0.1)
        return 42

    task = lab.attribute(outcome, "Task")(job)
    threading.Thread(target=task.run).start()
    try:
        got = task.result()
    except AttributeError as error:
        lab.expect(False, "too-early", error=type(error).__name__)
    lab.expect(got == 42, "wrong-value", got=str(got)[:20])
