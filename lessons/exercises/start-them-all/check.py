"""Four threads that wait 0.1 s each."""


def together(lab):
    import starting

    ran = []

    def run():
        lab.sleep(0.1)
        ran.append(1)

    threads = lab.attribute(starting, "start_all")(4, run)
    lab.expect(isinstance(threads, list) and len(threads) == 4, "no-threads", got=str(threads)[:60])
    for thread in threads:
        lab.expect(thread.ident is not None, "not-started")
        thread.join()
    lab.expect(len(ran) == 4, "not-run", ran=len(ran))
    lab.expect(lab.now() < 0.15, "too-slow", seconds=round(lab.now(), 2))
