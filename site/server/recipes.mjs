/**
 * The rules of `headers.mjs` as other servers read them. `node site/server/recipes.mjs write` writes `_headers`,
 * `vercel.json`, and the recipes of the README anew; `BASE_PATH=/lab/ node site/server/recipes.mjs nginx` (or `caddy`,
 * `apache`) prints one for a site that lives in a folder.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import {
  embedFolders,
  embedHeaders,
  embedPolicy,
  forever,
  isolationHeaders,
  pageFolders,
  pagePolicy,
  rules,
  threadFolder,
  threadPolicy,
  unchanging,
  workerFolder,
  workerPolicy,
} from './headers.mjs';

const CSP = 'Content-Security-Policy';
const CORP = 'Cross-Origin-Resource-Policy';
const [[, everywhere]] = rules;
/** Headers whose value depends on the path, and those that are the same for every file. */
const ofPaths = new Set([CSP, CORP, 'Cache-Control']);
const fixed = Object.entries(everywhere).filter(([name]) => !ofPaths.has(name));

const escaped = (path) => path.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
/** A pattern of the paths below some folders. */
const below = (folders, base) => {
  const names = folders.map((folder) => escaped(folder.slice(1, -1))).join('|');
  return `^${escaped(base)}${folders.length > 1 ? `(?:${names})` : names}/`;
};

/** For the `http` block of nginx; `$uri` is decoded, and has no dots. */
export function nginx(base = '/') {
  const patterns = {
    embed: below(embedFolders, base),
    worker: below([workerFolder], base),
    thread: below([threadFolder], base),
    forever: below(forever, base),
  };
  return `map $uri $lab_policy {
    default "${pagePolicy}";
    ~${patterns.embed} "${embedPolicy}";
    ~${patterns.worker} "${workerPolicy}";
    ~${patterns.thread} "${threadPolicy}";
}
map $uri $lab_resources {
    default ${isolationHeaders[CORP]};
    ~${patterns.embed} ${embedHeaders[CORP]};
}
map $uri $lab_cache {
    default ${everywhere['Cache-Control']};
    ~${patterns.forever} "${unchanging['Cache-Control']}";
}
server {
    listen 80;
    server_name lab.example.org;
    root /srv/thread-pool-lab;
    charset utf-8;
    absolute_redirect off;
    gzip on;
    gzip_types text/css text/javascript application/javascript application/json application/wasm image/svg+xml;
    error_page 404 ${base}404.html;
${fixed.map(([name, value]) => `    add_header ${name} "${value}" always;`).join('\n')}
    add_header ${CORP} $lab_resources always;
    add_header ${CSP} $lab_policy always;
    add_header Cache-Control $lab_cache always;
    # A location that has an add_header of its own would lose all of these.
    location ~ \\.mjs$ { types { } default_type text/javascript; }
    location ~ \\.wasm$ { types { } default_type application/wasm; }
    location ~ \\.webmanifest$ { types { } default_type application/manifest+json; }
}
`;
}

/** A `Caddyfile`. In a `route`, what is written later is done later, so it stands over what was before. */
export function caddy(base = '/') {
  const paths = (folders) => folders.map((folder) => `${base}${folder.slice(1)}*`).join(' ');
  return `lab.example.org {
	root * /srv/thread-pool-lab
	encode gzip
	route {
		header {
${fixed.map(([name, value]) => `\t\t\t${name} "${value}"`).join('\n')}
			${CORP} "${isolationHeaders[CORP]}"
			${CSP} "${pagePolicy}"
			Cache-Control "${everywhere['Cache-Control']}"
		}
		@embed path ${paths(embedFolders)}
		header @embed ${CORP} "${embedHeaders[CORP]}"
		header @embed ${CSP} "${embedPolicy}"
		@worker path ${paths([workerFolder])}
		header @worker ${CSP} "${workerPolicy}"
		@thread path ${paths([threadFolder])}
		header @thread ${CSP} "${threadPolicy}"
		@forever path ${paths(forever)}
		header @forever Cache-Control "${unchanging['Cache-Control']}"
		@manifest path *.webmanifest
		header @manifest Content-Type "application/manifest+json"
		file_server
	}
	handle_errors {
		header ${CSP} "${pagePolicy}"
		header Cache-Control "${everywhere['Cache-Control']}"
		rewrite * ${base}404.html
		file_server
	}
}
`;
}

/** A `.htaccess` in the site's folder, or the inside of a `<Directory>`; needs `mod_headers`. */
export function apache(base = '/') {
  const where = (folders) => `"expr=%{REQUEST_URI} =~ m#${below(folders, base)}#"`;
  const set = (name, value, folders) => `Header always set ${name} "${value}"${folders ? ` ${where(folders)}` : ''}`;
  return `${fixed.map(([name, value]) => set(name, value)).join('\n')}
${set(CORP, isolationHeaders[CORP])}
${set(CORP, embedHeaders[CORP], embedFolders)}
${set(CSP, pagePolicy)}
${set(CSP, embedPolicy, embedFolders)}
${set(CSP, workerPolicy, [workerFolder])}
${set(CSP, threadPolicy, [threadFolder])}
${set('Cache-Control', everywhere['Cache-Control'])}
${set('Cache-Control', unchanging['Cache-Control'], forever)}
AddType text/javascript .js .mjs
AddType application/wasm .wasm
AddType application/manifest+json .webmanifest
AddDefaultCharset utf-8
<IfModule deflate_module>
  AddOutputFilterByType DEFLATE text/html text/css text/javascript application/json application/wasm
</IfModule>
ErrorDocument 404 ${base}404.html
Options -Indexes
`;
}

/**
 * The file `_headers` of Cloudflare Pages and Netlify. Where two rules name one header, these hosts join the values: the
 * folders of pages are named one by one, because a policy of `/*` would hold for embeds too.
 */
export function netlify() {
  const rule = (path, headers) =>
    `${path}\n${Object.entries(headers)
      .map(([name, value]) => `  ${name}: ${value}\n`)
      .join('')}`;
  const same = { [CORP]: isolationHeaders[CORP] };
  return `${[
    '# Written by site/server/recipes.mjs. Where two rules name one header, hosts join the values: no path may have two.\n' +
      rule('/*', Object.fromEntries(fixed)),
    // Their `form-action` is in their <meta>.
    ...embedFolders.map((folder) => rule(`${folder}*`, embedHeaders)),
    rule(`${workerFolder}*`, { ...unchanging, [CSP]: workerPolicy, ...same }),
    rule(`${threadFolder}*`, { ...unchanging, [CSP]: threadPolicy, ...same }),
    ...forever
      .filter((folder) => folder !== workerFolder && folder !== threadFolder)
      .map((folder) => rule(`${folder}*`, { ...unchanging, ...same })),
    ...pageFolders.map((path) => rule(path, { [CSP]: pagePolicy, ...same })),
  ].join('\n')}`;
}

/** `vercel.json`: a later rule stands over an earlier one. */
export function vercel() {
  const keys = (headers) => Object.entries(headers).map(([key, value]) => ({ key, value }));
  const { [CSP]: policy, 'Cache-Control': _, ...others } = everywhere;
  const embeds = embedFolders.map((folder) => folder.slice(1)).join('|');
  return {
    buildCommand: 'npm run build',
    outputDirectory: 'dist',
    trailingSlash: true,
    headers: [
      { source: '/(.*)', headers: keys(others) },
      { source: `/((?!${embeds}).*)`, headers: keys({ [CSP]: policy }) },
      ...embedFolders.map((folder) => ({ source: `${folder}(.*)`, headers: keys(embedHeaders) })),
      { source: `${workerFolder}(.*)`, headers: keys({ ...unchanging, [CSP]: workerPolicy }) },
      { source: `${threadFolder}(.*)`, headers: keys({ ...unchanging, [CSP]: threadPolicy }) },
      ...forever
        .filter((folder) => folder !== workerFolder && folder !== threadFolder)
        .map((folder) => ({ source: `${folder}(.*)`, headers: keys(unchanging) })),
    ],
  };
}

export const recipes = { nginx, caddy, apache };

const fence = '`'.repeat(3);

/** A README with its recipes as they are now, each in the code block after its mark. */
export const inReadme = (text) =>
  Object.entries(recipes).reduce((made, [name, recipe]) => {
    const block = new RegExp(`(<!-- ${name} -->\\s*${fence}\\w*\\n)[\\s\\S]*?(?=${fence})`);
    if (!block.test(made)) throw new Error(`The README has no block after <!-- ${name} -->.`);
    return made.replace(block, (_, before) => before + recipe());
  }, text);

const isMain = process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href;
if (isMain) {
  const [, , word] = process.argv;
  const at = (path) => fileURLToPath(new URL(`../../${path}`, import.meta.url));
  if (word === 'write') {
    writeFileSync(at('site/public/_headers'), netlify());
    writeFileSync(at('vercel.json'), `${JSON.stringify(vercel(), null, 2)}\n`);
    writeFileSync(at('README.md'), inReadme(readFileSync(at('README.md'), 'utf8')));
  } else if (Object.hasOwn(recipes, word ?? '')) {
    console.log(recipes[word](`/${process.env['BASE_PATH'] ?? ''}/`.replace(/\/+/g, '/')));
  } else {
    console.error(`Name one of these: write, ${Object.keys(recipes).join(', ')}.`);
    process.exitCode = 1;
  }
}
