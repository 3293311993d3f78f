/** Exercises that stand in another lesson now. */
const ELSEWHERE: Readonly<Record<string, string>> = {
  'repair-the-worker': 'repair-it',
  'a-future-for-threadpool': 'poll-and-wait',
};

const link = document.querySelector<HTMLAnchorElement>('[data-moved]')!;
// A link to a place on the page, or one that carries something, keeps it.
const lesson = ELSEWHERE[location.hash.slice(1)];
if (lesson) link.href = `../${lesson}/`;
link.href += location.search + location.hash;
location.replace(link.href);
