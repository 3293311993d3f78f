import { createHash } from 'node:crypto';

/** The base of a build whose final address is unknown; every occurrence of it is made relative here. */
export const NOWHERE = '/any/__folder__/';

const inText = new RegExp(`(?<![\\w.-])${NOWHERE}([\\w./-]*)`, 'g');
const inScript = new RegExp(`([\`"'])${NOWHERE}([^\`"'$\\\\]*)\\1`, 'g');

/** From the folder of a file to the root: `./` or `./../../`. */
const up = (file) => `./${'../'.repeat(file.split('/').length - 1)}`;
/** A platform serves files, no folders. */
const named = (path) => (path === '' || path.endsWith('/') ? `${path}index.html` : path);

const hashOf = (script) => `sha256-${createHash('sha256').update(script).digest('base64')}`;

/** A page whose links are relative, without what needs a host of its own. Its policy names inline scripts by their hashes, so these are made anew. */
export function relativePage(html, file) {
  const inline = /<script(?![^>]*\ssrc=)[^>]*>([\s\S]*?)<\/script>/g;
  const make = (text) => text.replaceAll(inText, (_, path) => up(file) + named(path));
  let made = html
    .replaceAll(/<!--hosted-->[^]*?<!--\/hosted-->/g, '')
    .replaceAll(/<link rel="(?:canonical|alternate|manifest)"[^>]*>/g, '')
    .replaceAll(/<meta property="og:[^>]*>/g, '')
    // Where the page stands is written there by a script.
    .replaceAll(/(<span data-address[^>]*>)[^<]*/g, '$1');
  for (const [, script] of made.matchAll(inline))
    if (make(script) !== script) made = made.replaceAll(hashOf(script), hashOf(make(script)));
  // Those of the prose are relative already, and lead to folders.
  return make(made).replaceAll(/(\shref="\.{1,2}\/(?:[^"#?]*\/)?)(?=["#?])/g, '$1index.html');
}

/** A script whose addresses start from its own. What a template puts behind the base stays behind it. */
export function relativeScript(text, file) {
  const from = (path) => `new URL("${up(file)}${path}",import.meta.url).href`;
  return text
    .replaceAll(inScript, (_, quote, path) => `(${from(path)})`)
    .replaceAll('`' + NOWHERE, () => '`${' + from('') + '}');
}

/** A style sheet whose addresses start from its own. */
export const relativeStyles = (text, file) => text.replaceAll(inText, (_, path) => up(file) + path);
