import { createHash } from 'node:crypto';

/**
 * Runs in `<head>` before anything is painted: the chosen theme, and a class by which styles know that scripts run.
 * It is written as text, and its hash handed to the page's policy, because Astro hashes only the scripts it bundles itself.
 */
export const themeInit =
  "(r=>{r.classList.add('js');try{const t=localStorage.getItem('lab:theme');if(t==='light'||t==='dark')r.dataset.theme=t}catch{}})(document.documentElement)";

export const themeInitHash = `sha256-${createHash('sha256').update(themeInit).digest('base64')}` as const;
