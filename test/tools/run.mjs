/**
 * Runs every part of the tests, or those named: `node test/tools/run.mjs unit e2e`. What follows the names goes to the
 * part's own program: `node test/tools/run.mjs unit test/simulator/trace`. The last lines name what failed and
 * sum up the whole run.
 */
import { spawnSync } from 'node:child_process';
import { delimiter, join } from 'node:path';
import { bin } from './command.mjs';

// Started by hand with an older Node than the project's own, this starts again with that one.
if (Number(process.versions.node.split('.')[0]) < 24) {
  const env = { ...process.env, PATH: `${bin}${delimiter}${process.env.PATH}` };
  const { status } = spawnSync(join(bin, 'node'), process.argv.slice(1), { env, stdio: 'inherit' });
  process.exit(status ?? 1);
}

const { parts, plan, projects } = await import('./parts.mjs');
const known = { ...parts, ...projects };

const words = process.argv.slice(2);
const firstOther = words.findIndex((word) => !Object.hasOwn(known, word));
const named = firstOther === -1 ? words : words.slice(0, firstOther);
const passedOn = firstOther === -1 ? [] : words.slice(firstOther);

if (named.length === 0 && passedOn.length > 0) {
  console.error(`There is no part "${passedOn[0]}". The parts are: ${Object.keys(known).join(', ')}.`);
  process.exit(2);
}

const start = performance.now();
const { lanes, after } = plan(named.length > 0 ? named : Object.keys(parts));
const results = (await Promise.all(lanes.map(inOrder))).flat();
results.push(...(await inOrder(after)));

const sum = (key) => results.reduce((total, result) => total + result[key], 0);
console.log('');
// At the end, where a log that keeps only the last lines has them too.
for (const { name, again = [] } of results)
  for (const test of again) console.log(`~ ${name}  at the second try: ${test}`);
for (const { name, names = [] } of results) for (const test of names) console.log(`✗ ${name}  ${test}`);
for (const { name, passed, failed, seconds } of results) {
  const counts = `${passed} passed, ${failed} failed`.padEnd(24);
  console.log(`${failed > 0 ? '✗' : '✓'} ${name.padEnd(8)} ${counts} ${seconds.toFixed(1).padStart(6)} s`);
}
const files = results.flatMap((result) => result.files ?? []).toSorted((a, b) => b.seconds - a.seconds);
if (files.length > 0) console.log('\n  The slowest files:');
for (const { name, seconds } of files.slice(0, 10)) console.log(`  ${seconds.toFixed(1).padStart(7)} s  ${name}`);
console.log(`\n  ${'in all'.padEnd(33)} ${secondsSince(start).toFixed(1).padStart(6)} s\n`);
console.log(`${sum('passed')} passed, ${sum('failed')} failed`);
process.exitCode = sum('failed') > 0 ? 1 : 0;

async function inOrder(names) {
  const results = [];
  for (const name of names) results.push(await timed(name));
  return results;
}

async function timed(name) {
  console.log(`\n── ${name} ──`);
  const start = performance.now();
  const tally = await runPart(name);
  return { name, ...tally, seconds: secondsSince(start) };
}

function secondsSince(start) {
  return (performance.now() - start) / 1000;
}

async function runPart(name) {
  try {
    return await known[name](passedOn);
  } catch (error) {
    console.error(error);
    return { passed: 0, failed: 1 };
  }
}
