import { createHash } from 'node:crypto';

const theme =
  "(r=>{r.classList.add('js');const t=new URLSearchParams(location.search).get('theme');if(t==='light'||t==='dark')r.dataset.theme=t})(document.documentElement)";

/**
 * Says in the frame that its part is coming, or that it has not come. Runs in `<head>`, as text, so it uses nothing from
 * outside: what is to say that a script is missing must not be a file too.
 */
function sayWhetherItComes(): void {
  const find = (selector: string) => document.querySelector<HTMLElement>(selector)!;
  document.addEventListener('astro:hydrate', () => (find('[data-embed-coming]').hidden = true), true);
  document.addEventListener('astro:hydration-error', (event) => {
    const note = find('[data-embed-failed]');
    const { error } = (event as CustomEvent<{ error: unknown }>).detail;
    note.querySelector('span')!.textContent = note.dataset['embedFailed']!.replace('{error}', String(error));
    note.querySelector('button')!.addEventListener('click', () => location.reload());
    note.hidden = false;
    find('[data-embed-coming]').hidden = true;
  });
}

/** As `first-scripts.ts`, for embeds: the theme is that of the address, for in other people's pages nothing was chosen. */
export const embedScripts = `${theme};(${sayWhetherItComes.toString()})()`;

export const embedScriptsHash = `sha256-${createHash('sha256').update(embedScripts).digest('base64')}` as const;
