/** Steps a second: fast enough for a run of a hundred steps, slow enough to follow. */
const SPEED = '16';

/**
 * Plays the whole run of a pool view with its own controls, and calls back at its end. The controls of a
 * view that is not alive yet hold these inputs and replay them.
 */
export function letPlay(stage: HTMLElement, over: () => void): void {
  const part = <T extends HTMLElement>(name: string) => stage.querySelector<T>(name)!;
  const atEnd = () => stage.querySelector('.st-over') !== null;
  const speed = part<HTMLSelectElement>('.st-speed');
  speed.value = SPEED;
  speed.dispatchEvent(new Event('change', { bubbles: true }));
  let begun = !atEnd();
  const observer = new MutationObserver(() => {
    begun ||= !atEnd();
    if (!begun || !atEnd()) return;
    observer.disconnect();
    over();
  });
  observer.observe(stage, { subtree: true, attributeFilter: ['class'] });
  part('.st-restart').click();
  part('.st-play').click();
}
