const link = document.querySelector<HTMLAnchorElement>('[data-moved]')!;
// A link to a place on the page, or one that carries something, keeps it.
link.href += location.search + location.hash;
location.replace(link.href);
