"""What `repair-the-worker` asks for, point by point."""


def pool(lab, job, jobs, workers):
    """A manager with that many jobs queued before its first worker starts."""
    import work_manager

    manager_class = lab.attribute(work_manager, "WorkManager")
    if hasattr(work_manager, "do_job"):
        work_manager.do_job = job
        return manager_class(jobs, workers)
    manager = manager_class(0, workers)
    for number in range(jobs):
        manager.add_job(job, number)
    return manager


def failing_job(lab):
    """One worker, three jobs, and the second raises."""
    done = []

    def job(args):
        lab.sleep(0.1)
        if args[0] == 1:
            raise ValueError("job 1 fails")
        done.append(args[0])

    manager = pool(lab, job, 3, 1)
    manager.wait_allcomplete()
    lab.expect(2 in done, "job-not-done", job=2)
    lab.expect(done == [0, 2], "jobs-done", jobs=str(done), wanted="[0, 2]")


def after_failing_job(lab, run):
    lab.expect(run.output.strip() != "", "not-reported")


def wait(lab):
    """Two workers and five jobs of 0.1 s, one of which raises: all are over at t = 0.3."""
    over = []

    def job(args):
        lab.sleep(0.1)
        over.append(args[0])
        if args[0] == 2:
            raise ValueError("job 2 fails")

    manager = pool(lab, job, 5, 2)
    manager.wait_allcomplete()
    lab.expect(len(over) >= 5, "too-early", over=len(over), jobs=5)
    lab.expect(sorted(over) == [0, 1, 2, 3, 4], "jobs-done", jobs=str(sorted(over)), wanted="[0, 1, 2, 3, 4]")
    lab.expect(lab.now() < 0.35, "too-late", seconds=round(lab.now(), 2), wanted=0.3)


def late_job(lab):
    """A job that comes when all others are done and the workers have had nothing to do for a while."""
    done = []

    def first(args):
        done.append("first")

    def late(args):
        lab.sleep(0.1)
        done.append(args)

    manager = pool(lab, first, 2, 2)
    manager.wait_allcomplete()
    lab.expect(done == ["first", "first"], "jobs-done", jobs=str(done), wanted="['first', 'first']")
    lab.sleep(10)
    manager.add_job(late, "a", 7)
    manager.wait_allcomplete()
    lab.expect(len(done) >= 3, "late-not-done")
    lab.expect(done[2] != "first", "wrong-job")
    lab.expect(done[2] == ["a", 7], "wrong-arguments", given=str(done[2]), wanted="['a', 7]")
    lab.expect(len(done) == 3, "done-twice")


def closing(lab):
    """What is queued is done before the workers leave, and no worker is left."""
    import work_manager

    done = []

    def job(args):
        lab.sleep(0.1)
        done.append(args[0])

    manager = pool(lab, job, 5, 3)
    lab.attribute(lab.attribute(work_manager, "WorkManager"), "close")
    manager.close()
    lab.expect(sorted(done) == [0, 1, 2, 3, 4], "close-dropped", done=len(done), jobs=5)
    alive = lab.alive()
    lab.expect(not alive, "alive-after-close", threads=", ".join(alive), count=len(alive))
    work_queue = lab.attribute(manager, "work_queue")
    lab.expect(work_queue.qsize() == 0, "left-in-queue", size=work_queue.qsize())
    lab.expect(work_queue.unfinished_tasks == 0, "unfinished-after-close", count=work_queue.unfinished_tasks)


def refusal(lab):
    """A job that comes after the end is refused."""
    import work_manager

    manager = pool(lab, lambda args: None, 1, 2)
    lab.attribute(lab.attribute(work_manager, "WorkManager"), "close")
    manager.wait_allcomplete()
    manager.close()
    try:
        manager.add_job(print, 1)
    except RuntimeError:
        return
    except Exception as error:
        lab.expect(False, "refused-otherwise", error=type(error).__name__)
    lab.expect(False, "not-refused")


def cost(lab):
    """999 jobs of 0.1 s on 99 workers: ceil(999 / 99) x 0.1 s = 1.1 s."""
    import work_manager

    own = lab.attribute(work_manager, "do_job")
    calls = []

    def counted(args):
        own(args)
        calls.append(1)

    work_manager.do_job = counted
    manager = lab.attribute(work_manager, "WorkManager")(999, 99)
    manager.wait_allcomplete()
    lab.expect(len(calls) == 999, "too-early", over=len(calls), jobs=999)
    lab.expect(abs(lab.now() - 1.1) < 0.001, "cost", seconds=round(lab.now(), 2))
