const links = [...document.querySelectorAll<HTMLAnchorElement>('.toc a')];
const headings = [...new Set(links.map(({ hash }) => document.getElementById(decodeURIComponent(hash.slice(1)))))];

/** The section one reads is the last whose heading has come into the upper third of the window. */
function mark(): void {
  const current = headings.findLast((heading) => heading && heading.getBoundingClientRect().top < innerHeight / 3);
  for (const link of links) {
    if (current && decodeURIComponent(link.hash.slice(1)) === current.id) link.setAttribute('aria-current', 'location');
    else link.removeAttribute('aria-current');
  }
}

// Everything above that third counts as inside, so a jump over a heading is noticed too.
const observer = new IntersectionObserver(mark, { rootMargin: '999999px 0px -67% 0px' });
for (const heading of headings) if (heading) observer.observe(heading);
