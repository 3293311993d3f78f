import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { zipSync } from 'fflate';
import { escapeAttribute } from '../../simulator/trace/html.ts';
import { embedFolders } from '../server/headers.mjs';
import { NOWHERE, relativePage, relativeScript, relativeStyles } from './relative.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
/** The environment of the package's build, with its output folder. */
export const packageBuild = { LAB_PACKAGE: 'scorm', BASE_PATH: NOWHERE, OUT_DIR: './node_modules/.cache/scorm' };
export const built = join(root, packageBuild.OUT_DIR);
/** Files that a package does not need: those for a host of its own, and pages to embed elsewhere. */
const LEFT_OUT = new RegExp(
  `^(pagefind|${embedFolders.map((folder) => folder.slice(1, -1)).join('|')}|offline|isolate\\.js|offline\\.js|_headers|manifest\\.webmanifest)\\b|\\.(br|gz)$`,
);
const PACKED = new Set(['.wasm', '.zip']);
const LAUNCH = 'scorm/index.html';
/** The schemas of a manifest, which strict tools look for at the top of a package. */
const schemas = join(root, 'site/scorm/schemas');

/** Builds the site for the package. @throws where it cannot be built. */
export function build() {
  const env = { ...process.env, ...packageBuild };
  const astro = join(root, 'node_modules/astro/bin/astro.mjs');
  const { status } = spawnSync(process.execPath, [astro, 'build'], { cwd: root, env, stdio: 'inherit' });
  if (status !== 0) throw new Error('The site could not be built.');
}

/**
 * The built site as a SCORM 1.2 package with one SCO. The folder that a platform puts it in is unknown, so every address
 * in it is relative.
 * @returns {Record<string, Uint8Array>} the package's files
 * @throws where nothing was built
 */
export function scormFiles() {
  const names = readdirSync(built, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(built.length + 1)
        .replaceAll('\\', '/'),
    )
    .filter((name) => !LEFT_OUT.test(name))
    .toSorted();
  const control = Object.fromEntries(readdirSync(schemas).map((name) => [name, readFileSync(join(schemas, name))]));
  const course = courseIn(names);
  const files = Object.fromEntries(
    names.map((name) => {
      const bytes = readFileSync(join(built, name));
      const make = { '.html': relativePage, '.js': relativeScript, '.mjs': relativeScript, '.css': relativeStyles }[
        extname(name)
      ];
      if (!make) return [name, bytes];
      const text = make(bytes.toString(), name);
      if (text.includes(NOWHERE)) throw new Error(`${name} has an address that is not made relative.`);
      const filled =
        name === LAUNCH
          ? text.replace('id="scorm-course">{}', () => `id="scorm-course">${JSON.stringify(course)}`)
          : text;
      return [name, Buffer.from(filled)];
    }),
  );
  return { 'imsmanifest.xml': Buffer.from(manifest([...Object.keys(control), ...names])), ...control, ...files };
}

/** Collects the course's lessons and questions, as `site/scorm/progress.ts` counts them. */
function courseIn(names) {
  const pages = names.flatMap((name) => /^lessons\/([^/]+)\/index\.html$/.exec(name)?.slice(1) ?? []);
  const quizzes = {};
  for (const slug of pages) {
    const html = readFileSync(join(built, `lessons/${slug}/index.html`), 'utf8');
    const lesson = /data-lesson="([^"]*)"/.exec(html)?.[1] ?? slug;
    for (const [, id, quiz] of html.matchAll(/<lab-quiz[^>]*\sid="([^"]*)"[^>]*>([\s\S]*?)<\/lab-quiz>/g))
      quizzes[`${lesson}:${id}`] = [...quiz.matchAll(/<input[^>]*\sdata-right[^>]*>/g)].map(
        ([input]) => /\svalue="([^"]*)"/.exec(input)[1],
      );
  }
  return { lessons: pages, quizzes };
}

/** After the SCORM 1.2 Content Aggregation Model: one organization, one item, one resource that is the SCO. */
function manifest(names) {
  const files = names.map((name) => `      <file href="${escapeAttribute(name)}"/>`).join('\n');
  return `<?xml version="1.0" encoding="UTF-8"?>
<manifest identifier="thread-pool-lab" version="1.0"
  xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2"
  xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_rootv1p2"
  xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
  xsi:schemaLocation="http://www.imsproject.org/xsd/imscp_rootv1p1p2 imscp_rootv1p1p2.xsd
    http://www.adlnet.org/xsd/adlcp_rootv1p2 adlcp_rootv1p2.xsd">
  <metadata>
    <schema>ADL SCORM</schema>
    <schemaversion>1.2</schemaversion>
  </metadata>
  <organizations default="course">
    <organization identifier="course">
      <title>Thread Pool Lab</title>
      <item identifier="lab" identifierref="sco" isvisible="true">
        <title>Thread Pool Lab</title>
      </item>
    </organization>
  </organizations>
  <resources>
    <resource identifier="sco" type="webcontent" adlcp:scormtype="sco" href="${LAUNCH}">
${files}
    </resource>
  </resources>
</manifest>
`;
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  build();
  const files = Object.entries(scormFiles());
  const zip = zipSync(
    Object.fromEntries(files.map(([name, bytes]) => [name, [bytes, { level: PACKED.has(extname(name)) ? 0 : 6 }]])),
  );
  writeFileSync(join(root, 'thread-pool-lab-scorm.zip'), zip);
  console.log(
    `thread-pool-lab-scorm.zip, ${(zip.length / 1e6).toFixed(1)} MB: a SCORM 1.2 package for a learning platform.`,
  );
}
