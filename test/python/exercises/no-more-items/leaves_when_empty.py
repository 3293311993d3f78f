def run(q, do):
    while not q.empty():
        do(q.get())
