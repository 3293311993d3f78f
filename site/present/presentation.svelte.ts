import { onShownAgain } from '../ui/shown-again.ts';
import { fill } from '../../simulator/trace/fill.ts';
import type { PresentWords } from '../i18n/en/present.ts';
import { Company, type Others, type Role } from './company.ts';
import { Deck, type Screen } from './deck.ts';
import { focusOn, scrollsBy, slideCommandOf, type Focus } from './keys.ts';

/** A lesson that is presented in this window, in step with the other windows that show it. */
export class Presentation {
  at = $state(0);
  others = $state.raw<Others>(null);
  focus = $state<Focus>('none');
  /** The wall is dark, so that the audience looks at the speaker. */
  dark = $state(false);
  /** There is more of the screen than the window shows. */
  more = $state(false);
  /** The address that the browser did not open a window for. */
  blocked = $state('');
  readonly deck: Deck;
  readonly role: Role;
  readonly words: PresentWords;
  private company: Company | null = null;
  private readonly end = new AbortController();

  constructor(lesson: HTMLElement, role: Role, words: PresentWords) {
    this.deck = new Deck(lesson);
    this.role = role;
    this.words = words;
  }

  get screens(): readonly Screen[] {
    return this.deck.screens;
  }

  /** The title of a screen, in a few words. */
  titleOf({ title, use }: Screen): string {
    return use ? fill(this.words.notes.kind, { title, kind: this.words.kinds[use] }) : title;
  }

  begin(): void {
    this.at = this.deck.screenAt(location.hash) ?? 0;
    this.company = new Company(location.pathname, this.role, this.at, {
      moved: (screen, dark) => {
        this.dark = dark;
        if (screen !== this.at || !dark) this.show(screen);
      },
      others: (others) => (this.others = others),
    });
    this.show(this.at);
    // The browser gives the focus to what the address names; the speaker has not reached for it yet.
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    const { signal } = this.end;
    // Before the stages, which listen at the document.
    window.addEventListener('keydown', (event) => this.key(event), { capture: true, signal });
    // Later, because a drawing that is under way may remove the element with the focus.
    const ask = () => queueMicrotask(() => (this.focus = focusOn(document.activeElement)));
    for (const name of ['focusin', 'focusout'] as const) window.addEventListener(name, ask, { signal });
    window.addEventListener('hashchange', () => this.follow(), { signal });
    window.addEventListener('pagehide', () => this.company?.part(), { signal });
    this.onLeave(onShownAgain(() => this.company?.greet()));
    for (const name of ['scroll', 'resize'] as const) window.addEventListener(name, () => this.look(), { signal });
    const size = new ResizeObserver(() => this.look());
    size.observe(document.body);
    this.onLeave(() => size.disconnect());
  }

  /** Goes to a screen, with all windows. */
  go(screen: number): void {
    const to = this.deck.within(screen);
    if (to === this.at && !this.dark) return;
    this.dark = false;
    this.company?.move(to);
    if (to !== this.at) this.show(to);
  }

  /** Makes the wall dark, or shows it again, in all windows. */
  darken(dark: boolean): void {
    this.dark = dark;
    this.company?.move(this.at, dark);
  }

  /** Opens the other kind of window, or says that the browser did not. */
  open(role: Role): void {
    const address = `${location.origin}${location.pathname}?${role === 'notes' ? 'notes' : 'present'}#screen-${this.at + 1}`;
    const opened = window.open(address, `lab-${role}`, 'popup,width=1000,height=760');
    this.blocked = opened ? '' : address;
  }

  leave(): void {
    if (this.role === 'notes' && window.opener) return window.close();
    const [first] = this.screens[this.at]!.blocks;
    const id = first?.element.id ? `#${first.element.id}` : '';
    this.stop();
    history.replaceState(null, '', `${location.pathname}${id}`);
    first?.element.scrollIntoView();
  }

  /** Shows the whole page again, as far as the presentation had come. */
  stop(): void {
    this.end.abort();
    this.company?.close();
    this.deck.showAll();
  }

  /** Called when the presentation is left. */
  onLeave(left: () => void): void {
    this.end.signal.addEventListener('abort', left);
  }

  private show(screen: number): void {
    this.at = this.deck.within(screen);
    this.deck.show(this.at);
    document.documentElement.dataset['use'] = this.screens[this.at]!.use ?? 'read';
    history.replaceState(null, '', `#screen-${this.at + 1}`);
    scrollTo(0, 0);
    // The element with the focus may be hidden now.
    const focused = document.activeElement;
    if (focused instanceof HTMLElement && !focused.checkVisibility()) focused.blur();
    this.look();
  }

  /** Goes where a link on the screen leads; one that leads to what is not shown leads nowhere. */
  private follow(): void {
    const screen = this.deck.screenAt(location.hash);
    if (screen === null || screen === this.at) this.show(this.at);
    else this.go(screen);
  }

  private height = (): number => document.documentElement.scrollHeight;
  private visible = (): number => innerHeight;

  private look(): void {
    this.more = this.height() - this.visible() - scrollY > 24;
  }

  private key(event: KeyboardEvent): void {
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (document.querySelector('dialog[open], :popover-open')) return;
    const command = slideCommandOf(event.key, event.shiftKey, focusOn(event.target));
    if (command === null) return;
    if (command === 'free') {
      // An editor closes its own list of suggestions with the same key.
      if (event.target instanceof HTMLElement) event.target.blur();
      return;
    }
    event.preventDefault();
    event.stopImmediatePropagation();
    if (command === 'leave') return this.leave();
    // Any other key lights a dark wall again, and does no more.
    if (command === 'dark' || this.dark) return this.darken(!this.dark);
    const by = this.role === 'notes' ? 0 : scrollsBy(event.key, scrollY, this.visible(), this.height());
    if (by !== 0) return scrollBy(0, by);
    const to = { next: this.at + 1, back: this.at - 1, first: 0, last: this.screens.length - 1 }[command];
    this.go(to);
  }
}
