const other = document.querySelector<HTMLAnchorElement>('[data-other-language]');

/** The other language shows the same place: the part of the page, the class or the program that the address carries. */
function carry(): void {
  if (!other) return;
  other.search = location.search;
  other.hash = location.hash;
}
// Before a press, a middle click or a menu reads the address; the keyboard presses without a pointer.
for (const name of ['pointerdown', 'focus', 'click']) other?.addEventListener(name, carry);
