"""One thread submits while another closes."""
import threading


def two_ends(lab):
    import refusing

    jobs = lab.attribute(refusing, "Jobs")()

    def submit(name):
        try:
            jobs.submit(name)
            return True
        except RuntimeError:
            return False

    lab.expect(submit("early"), "refused")
    thread = threading.Thread(target=submit, args=("late",))
    thread.start()
    jobs.close()
    thread.join()
    lab.expect(not submit("too late"), "not-refused")
    got = list(jobs.queue.queue)
    lab.expect(got[-1] == "end", "behind-the-end", got=str(got)[:60])
