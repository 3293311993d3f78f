import { createHash } from 'node:crypto';

/** As `first-scripts.ts`, for embeds: the theme is that of the address, for in other people's pages nothing was chosen. */
export const embedTheme =
  "(r=>{r.classList.add('js');const t=new URLSearchParams(location.search).get('theme');if(t==='light'||t==='dark')r.dataset.theme=t})(document.documentElement)";

export const embedThemeHash = `sha256-${createHash('sha256').update(embedTheme).digest('base64')}` as const;
