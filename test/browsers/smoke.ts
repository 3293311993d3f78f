import { scormFiles } from '../../site/pack/scorm.mjs';
import { serve } from '../../site/server/serve.mjs';
import { startPlatform } from '../e2e/platform.ts';
import { findOther, withoutIt } from '../tools/others.mjs';
import type { Claims, Site } from './claims.ts';
import { startFirefox } from './firefox.ts';
import { inFirefox } from './in-firefox.ts';
import { inWebKit } from './in-webkit.ts';
import { startWebKit } from './webkit.ts';

type Name = 'Firefox' | 'WebKit';
const BROWSERS = {
  Firefox: { claims: inFirefox, start: startFirefox },
  WebKit: { claims: inWebKit, start: startWebKit },
};
/** A browser itself hangs now and then. */
const TRIES = 2;

/**
 * Tries the built site in a browser that is not Chromium. Where that browser cannot be had, one line says so.
 * @param only Only claims whose title has one of these words.
 */
export async function smoke(name: Name, only: readonly string[] = []) {
  const program = findOther(name);
  if (!program) {
    console.log(withoutIt(name));
    return { passed: 0, failed: 0 };
  }
  const served = await serve({ port: 0, compress: false });
  const platform = await startPlatform(name === 'Firefox' ? scormFiles() : {});
  const site = { url: served.url, platform: `${platform.address}/`, stop: served.close };
  try {
    return await tryAll(name, program, site, only);
  } finally {
    await Promise.all([served.close(), platform.close()]);
  }
}

async function tryAll(name: Name, program: string, site: Site, only: readonly string[]) {
  const tally = { passed: 0, failed: 0, names: [] as string[], again: [] as string[] };
  const { claims, start }: { claims: Claims; start: (typeof BROWSERS)[Name]['start'] } = BROWSERS[name];
  let browser = await start(program);
  for (const [title, claim] of Object.entries(claims)) {
    if (only.length > 0 && !only.some((word) => title.includes(word))) continue;
    for (let round = 1; round <= TRIES; round++) {
      const error = await claim(browser.tab, site).then(
        () => null,
        (reason: unknown) => reason,
      );
      if (error === null) {
        tally.passed++;
        if (round > 1) tally.again.push(title);
        break;
      }
      console.log(`${name}: ${title}: ${String(error)}`);
      await browser.close().catch(() => {});
      browser = await start(program);
      if (round === TRIES) tally.names.push(title);
    }
  }
  await browser.close();
  return { ...tally, failed: tally.names.length };
}
