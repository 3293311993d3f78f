import { scormFiles } from '../../site/pack/scorm.mjs';
import { serve } from '../../site/server/serve.mjs';
import { startPlatform } from '../e2e/platform.ts';
import { findOther, withoutIt } from '../tools/others.mjs';
import type { Claims } from './claims.ts';
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
const TRIES = 3;

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
  const platform = await startPlatform(name === 'Firefox' ? scormFiles() : {});
  try {
    return await tryAll(name, program, `${platform.address}/`, only);
  } finally {
    await platform.close();
  }
}

/** A browser that has seen nothing yet, and a server of its own for it: a claim may stop that. */
async function anew(name: Name, program: string, platform: string) {
  const [served, browser] = await Promise.all([serve({ port: 0, compress: false }), BROWSERS[name].start(program)]);
  const site = { url: served.url, platform, stop: served.close };
  return { site, tab: browser.tab, close: () => Promise.allSettled([browser.close(), served.close()]) };
}

async function tryAll(name: Name, program: string, platform: string, only: readonly string[]) {
  const tally = { passed: 0, failed: 0, names: [] as string[], again: [] as string[] };
  const claims: Claims = BROWSERS[name].claims;
  let there = await anew(name, program, platform);
  for (const [title, claim] of Object.entries(claims)) {
    if (only.length > 0 && !only.some((word) => title.includes(word))) continue;
    for (let round = 1; round <= TRIES; round++) {
      const error = await claim(there.tab, there.site).then(
        () => null,
        (reason: unknown) => reason,
      );
      if (error === null) {
        tally.passed++;
        if (round > 1) tally.again.push(title);
        break;
      }
      console.log(`${name}: ${title}: ${String(error)}`);
      await there.close();
      there = await anew(name, program, platform);
      if (round === TRIES) tally.names.push(title);
    }
  }
  await there.close();
  return { ...tally, failed: tally.names.length };
}
