# Source: ours
# Shows: a crawler of a site in memory: token bucket, executor, retries, deadline, each page once, graceful shutdown
# Native: every crawl reports the same pages in every run
"""Crawls pages with a pool of threads, no faster than a token bucket allows, until nothing is left or it is stopped."""
import collections
import threading
import time
from concurrent.futures import CancelledError, ThreadPoolExecutor, as_completed
from urllib.parse import urldefrag, urljoin

# "two locks": the lock is released between the check of a page and its planning.
BUG = ""
HOST = "http://site.test"


class NotFound(Exception):
    """The page does not exist: trying again is of no use."""


class Unavailable(Exception):
    """The server failed: trying again may help."""


class Stopped(Exception):
    """The crawl ends before this page was read."""


class Site:
    """Pages in memory; some fail at first, some move, and some never answer."""

    def __init__(self, pages, flaky=(), moved=(), silent=()):
        self.pages = pages
        self.moved = dict(moved)
        self.silent = set(silent)
        self._lock = threading.Lock()
        self._failures = dict(flaky)
        self.requests = collections.Counter()
        self.busy = 0
        self.busiest = 0

    def get(self, path, stop):
        """Returns the links of a page; a page that does not answer is left when the crawl stops."""
        with self._lock:
            self.requests[path] += 1
            self.busy += 1
            self.busiest = max(self.busiest, self.busy)
        try:
            return self._answer(path, stop)
        finally:
            with self._lock:
                self.busy -= 1

    def _answer(self, path, stop):
        if path in self.silent:
            stop.wait()
            raise Stopped(path)
        time.sleep(0.001)
        with self._lock:
            if self._failures.get(path, 0) > 0:
                self._failures[path] -= 1
                raise Unavailable(path)
        path = self.moved.get(path, path)
        if path not in self.pages:
            raise NotFound(path)
        return self.pages[path]


class TokenBucket:
    """Gives `rate` tokens a second, and keeps `capacity` of them at most."""

    def __init__(self, rate, capacity):
        self._lock = threading.Lock()
        self._rate, self._capacity = rate, capacity
        self._tokens, self._filled_at = float(capacity), time.monotonic()
        self.given = []

    def take(self, stop):
        """Waits for a token; raises Stopped when the crawl ends first."""
        while True:
            with self._lock:
                missing = self._try()
            if missing is None:
                return
            if stop.wait(missing):
                raise Stopped("no token")

    def _try(self):
        now = time.monotonic()
        gained = (now - self._filled_at) * self._rate
        self._tokens = min(self._capacity, self._tokens + gained)
        self._filled_at = now
        if self._tokens < 1:
            return max((1 - self._tokens) / self._rate, 0.0001)
        self._tokens -= 1
        self.given.append(now)
        return None

    def kept(self):
        """Tells whether no stretch of time had more tokens than the bucket allows."""
        for first, start in enumerate(self.given):
            for last in range(first, len(self.given)):
                allowed = self._capacity + (self.given[last] - start) * self._rate
                if last - first + 1 > allowed + 1e-6:
                    return False
        return True


class Crawler:
    """Reads every page that can be reached from the first, each once."""

    def __init__(self, site, *, workers=4, rate=2000, burst=3, tries=3, on_page=None):
        self.site, self.tries, self.on_page = site, tries, on_page
        self.bucket = TokenBucket(rate, burst)
        self._pool = ThreadPoolExecutor(workers, thread_name_prefix="crawler")
        self._lock = threading.Lock()
        self._idle = threading.Condition(self._lock)
        self._seen = set()
        self._pending = 0
        self._draining = False
        self._stop = threading.Event()
        self._futures = []
        self.done = {}
        self.failed = {}
        self.abandoned = set()
        self.duplicates = 0
        self.retries = 0

    def add(self, link, base=HOST + "/"):
        """Plans a page unless it is known, elsewhere, or the crawl is ending."""
        url = urldefrag(urljoin(base, link)).url
        if not url.startswith(HOST + "/"):
            return False
        if BUG == "two locks":
            with self._lock:
                if url in self._seen:
                    return False
            with self._lock:
                self._plan(url)
            return True
        with self._lock:
            if url in self._seen:
                self.duplicates += 1
                return False
            if self._draining:
                self.abandoned.add(url)
                return False
            self._plan(url)
            return True

    def _plan(self, url):
        self._seen.add(url)
        self._pending += 1
        self._futures.append(self._pool.submit(self._visit, url))

    def _visit(self, url):
        try:
            links = self._fetch(url)
            with self._lock:
                self.done[url] = len(links)
            if self.on_page:
                self.on_page(self, url)
            for link in links:
                self.add(link, url)
        except Stopped:
            with self._lock:
                self.abandoned.add(url)
        except (NotFound, Unavailable) as error:
            with self._lock:
                self.failed[url] = type(error).__name__
        finally:
            with self._lock:
                self._pending -= 1
                if self._pending == 0:
                    self._idle.notify_all()
        return url

    def _fetch(self, url):
        path = url.removeprefix(HOST)
        for attempt in range(1, self.tries + 1):
            self.bucket.take(self._stop)
            try:
                return self.site.get(path, self._stop)
            except Unavailable:
                if attempt == self.tries:
                    raise
                with self._lock:
                    self.retries += 1
                if self._stop.wait(0.001 * 2**attempt):
                    raise Stopped(url) from None

    def drain(self):
        """Finishes the pages that are planned, and plans no more."""
        with self._lock:
            self._draining = True

    def run(self, start="/", deadline=None):
        """Returns whether everything was read before the deadline, in seconds."""
        self.add(start)
        with self._lock:
            complete = self._idle.wait_for(lambda: self._pending == 0, deadline)
        if not complete:
            self.drain()
            self._stop.set()
        self._pool.shutdown(wait=True)
        for future in as_completed(self._futures):
            try:
                future.result()
            except CancelledError:
                pass
        return complete

    def report(self, title):
        print(title)
        print("  read", {url.removeprefix(HOST): n for url, n in sorted(self.done.items())})
        print("  failed", {url.removeprefix(HOST): name for url, name in sorted(self.failed.items())})
        print("  abandoned", sorted(url.removeprefix(HOST) for url in self.abandoned))
        print("  again", self.duplicates, "retries", self.retries, "requests", self.site.requests.total())
        print("  rate kept", self.bucket.kept(), "busy at the end", self.site.busy)
        assert self.site.busiest <= 4, self.site.busiest
        assert all(self.site.requests[path] <= self.tries for path in self.site.requests), self.site.requests
        assert len(self._futures) == len(self._seen), "a page was planned twice"


def whole_site():
    site = Site(
        {
            "/": ["/a", "/b", "c#top", "http://elsewhere.test/x"],
            "/a": ["/", "/shared", "/flaky"],
            "/b": ["/", "/shared", "/down", "/old"],
            "/c": ["/", "/shared", "/missing"],
            "/shared": ["/a", "#part"],
            "/flaky": ["/deep/"],
            "/new": ["/c"],
            "/deep/": ["leaf", "../a"],
            "/deep/leaf": [],
        },
        flaky={"/flaky": 2, "/down": 9},
        moved={"/old": "/new"},
    )
    crawler = Crawler(site)
    print("complete", crawler.run())
    crawler.report("whole site")


def deadline():
    """Pages that never answer keep all workers busy until the deadline."""
    silent = [f"/silent/{n}" for n in range(6)]
    crawler = Crawler(Site({"/": silent}, silent=silent), burst=9)
    print("complete", crawler.run(deadline=0.5))
    crawler.report("deadline")


def graceful():
    """A page asks for the end: its links are not read."""

    def enough(crawler, url):
        if url.endswith("/3"):
            crawler.drain()

    pages = {"/": ["/1"], **{f"/{n}": [f"/{n + 1}", "/"] for n in range(1, 9)}}
    crawler = Crawler(Site(pages), on_page=enough)
    print("complete", crawler.run())
    crawler.report("graceful")


whole_site()
deadline()
graceful()
print("threads", threading.active_count())
