import { createHash } from 'node:crypto';
import { holdEarly } from './hold.ts';

const theme =
  "(r=>{r.classList.add('js');try{const t=localStorage.getItem('lab:theme');if(t==='light'||t==='dark')r.dataset.theme=t}catch{}})(document.documentElement)";

/**
 * Runs in `<head>` before anything is painted: the chosen theme, a class by which styles know that scripts run, and
 * what holds early inputs. It is written as text, and its hash handed to the page's policy: Astro hashes only the
 * scripts it bundles.
 */
export const firstScripts = `${theme};(${holdEarly.toString()})()`;

export const firstScriptsHash = `sha256-${createHash('sha256').update(firstScripts).digest('base64')}` as const;
