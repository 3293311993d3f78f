"""What `overlap-the-waits` asks for, point by point."""


class Site:
    """Pages that take their time; it counts who asks for them."""

    def __init__(self, lab, seconds, broken=()):
        self.lab, self.seconds, self.broken = lab, seconds, broken
        self.asked = []
        self.now = self.most = self.over = 0

    def fetch(self, url):
        self.asked.append(url)
        self.now += 1
        self.most = max(self.most, self.now)
        self.lab.sleep(self.seconds[url])
        self.now -= 1
        self.over += 1
        if url in self.broken:
            raise ValueError(url)
        return f"page of {url}"


def fetched(lab, site, urls, workers):
    import fetching

    return lab.attribute(fetching, "fetch_all")(urls, site.fetch, workers)


def overlap(lab):
    """12 fetches of 0.1 s on 4 workers: three rounds, 0.3 s."""
    urls = [f"/{number}" for number in range(12)]
    site = Site(lab, dict.fromkeys(urls, 0.1))
    pages = fetched(lab, site, urls, 4)
    lab.expect(site.over >= 12, "too-early", over=site.over, urls=12)
    lab.expect(len(site.asked) == 12, "times-asked", asked=len(site.asked), urls=12)
    lab.expect(site.most <= 4, "too-many", most=site.most, workers=4)
    lab.expect(lab.now() < 0.35, "too-slow", seconds=round(lab.now(), 2), wanted=0.3)
    lab.expect(pages == [f"page of {url}" for url in urls], "wrong-pages", pages=str(pages)[:80])


def uneven(lab):
    """Two workers; /0 takes 0.3 s, the three others 0.1 s each. A free worker takes the next: 0.3 s."""
    seconds = {"/0": 0.3, "/1": 0.1, "/2": 0.1, "/3": 0.1}
    site = Site(lab, seconds)
    pages = fetched(lab, site, list(seconds), 2)
    lab.expect(site.most <= 2, "too-many", most=site.most, workers=2)
    lab.expect(pages == [f"page of {url}" for url in seconds], "wrong-pages", pages=str(pages)[:80])
    lab.expect(lab.now() < 0.35, "waits-for-round", seconds=round(lab.now(), 2), wanted=0.3)


def few(lab):
    """More workers than pages, a page that is asked for twice, and no page at all."""
    site = Site(lab, {"/a": 0.1, "/b": 0.2})
    pages = fetched(lab, site, ["/a", "/b", "/a"], 8)
    lab.expect(pages == ["page of /a", "page of /b", "page of /a"], "wrong-pages", pages=str(pages)[:80])
    lab.expect(lab.now() < 0.25, "too-slow", seconds=round(lab.now(), 2), wanted=0.2)
    pages = fetched(lab, site, [], 8)
    lab.expect(pages == [], "wrong-pages", pages=str(pages)[:80])


def failing(lab):
    """One page of five cannot be had. The others are fetched all the same, then the caller is told."""
    urls = [f"/{number}" for number in range(5)]
    site = Site(lab, dict.fromkeys(urls, 0.1), broken={"/1"})
    try:
        fetched(lab, site, urls, 2)
        raised = False
    except ValueError:
        raised = True
    lab.expect(raised, "not-raised")
    lab.expect(site.over == 5, "others-not-fetched", over=site.over, urls=5)
    alive = lab.alive()
    lab.expect(not alive, "alive", threads=", ".join(alive))
