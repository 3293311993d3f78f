"""Six pages of 0.1 s on three workers: two rounds."""


def two_rounds(lab):
    import fetching

    busy = [0, 0]

    def fetch(page):
        busy[0] += 1
        busy[1] = max(busy)
        lab.sleep(0.1)
        busy[0] -= 1
        return page * 10

    pages = lab.attribute(fetching, "fetch_all")(fetch, [1, 2, 3, 4, 5, 6])
    lab.expect(isinstance(pages, list), "no-list", type=type(pages).__name__)
    lab.expect(pages == [10, 20, 30, 40, 50, 60], "wrong-pages", pages=str(pages)[:60])
    lab.expect(busy[1] <= 3, "too-many", most=busy[1])
    lab.expect(lab.now() < 0.25, "too-slow", seconds=round(lab.now(), 2), most=busy[1])
