import { expect, test } from 'vitest';
import { junitOf, sarifOf } from '../../../simulator/cli/ci.ts';
import type { ExploreReport } from '../../../simulator/cli/explore-report.ts';

const clean: ExploreReport = {
  explored: 1,
  outcomes: { finished: 1 },
  endings: [],
  failure: null,
  levels: [],
  unseen: [],
  shared: [],
  exhausted: true,
  unstable: false,
  schedulesPerSecond: 1,
};
const failing = (explanation: string, line: number | null = 3, status = 'deadlock'): ExploreReport => ({
  ...clean,
  failure: {
    status,
    error: null,
    granularity: 'operation',
    schedule: 'abc',
    preemptions: 1,
    proven: true,
    line,
    explanation,
    notes: [],
  },
});

/** Texts that a file or an error may have, each with what a reader of XML is to get. */
const HOSTILE: readonly (readonly [string, string])[] = [
  [`it's "quoted" <b>&amp;</b>`, `it's "quoted" <b>&amp;</b>`],
  [']]><failure/><![CDATA[', ']]><failure/><![CDATA['],
  ['<!DOCTYPE x><!-- --><?xml?>', '<!DOCTYPE x><!-- --><?xml?>'],
  ['a\tb\nc\rd', 'a\tb\nc\rd'],
  ['\0\x07\x1b[31m\x7f\x85', '\ufffd\ufffd\ufffd[31m\ufffd\ufffd'],
  ['\ufffe\uffff', '\ufffd\ufffd'],
  ['half \ud83d a pair', 'half \ufffd a pair'],
  ['死锁 🧵.py', '死锁 🧵.py'],
  ['x'.repeat(100_000), 'x'.repeat(100_000)],
];

interface Element {
  name: string;
  attributes: Record<string, string>;
  text: string;
  inside: Element[];
}

const ENTITIES: Readonly<Record<string, string>> = {
  lt: '<',
  gt: '>',
  amp: '&',
  quot: '"',
  '#10': '\n',
  '#9': '\t',
  '#13': '\r',
};
const decoded = (text: string) =>
  text.replaceAll(/&([^;]*);?/g, (_, name: string) => {
    if (ENTITIES[name] === undefined) throw new Error(`no such entity: ${name.slice(0, 20)}`);
    return ENTITIES[name];
  });

/** Reads XML without comments, sections and instructions, strictly. */
function readXml(xml: string): Element {
  const prolog = '<?xml version="1.0" encoding="UTF-8"?>\n';
  expect(xml.startsWith(prolog)).toBe(true);
  // Characters that XML does not have, and the end of a section, which may not stand in a text.
  // oxlint-disable-next-line no-control-regex
  expect(xml).not.toMatch(/[\0-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff]|\]\]>/);
  const root: Element = { name: '', attributes: {}, text: '', inside: [] };
  const open = [root];
  let rest = xml.slice(prolog.length);
  while (rest !== '') {
    const [whole, text = '', close, name = '', given = '', empty] =
      /^([^<]*)(?:<(\/)?([a-z][a-z-]*)((?: [a-z]+="[^"<]*")*)(\/)?>)?/.exec(rest)!;
    if (whole === '') throw new Error(`no element: ${rest.slice(0, 40)}`);
    rest = rest.slice(whole.length);
    const top = open.at(-1)!;
    top.text += decoded(text);
    if (close) expect(open.pop()!.name).toBe(name);
    else if (name !== '') {
      const attributes = [...given.matchAll(/ ([a-z]+)="([^"]*)"/g)].map(([, key, value]) => [key, decoded(value!)]);
      expect(new Set(attributes.map(([key]) => key)).size).toBe(attributes.length);
      const element = {
        name,
        attributes: Object.fromEntries(attributes) as Element['attributes'],
        text: '',
        inside: [],
      };
      top.inside.push(element);
      if (!empty) open.push(element);
    }
  }
  expect([open.length, root.inside.length]).toEqual([1, 1]);
  return root.inside[0]!;
}

/** The rules of Jenkins' schema of JUnit's XML (junit-10.xsd) for the elements that are written here. */
const JUNIT: Readonly<Record<string, { needs: string[]; may: string[]; inside: string[] }>> = {
  testsuites: { needs: [], may: ['tests', 'failures', 'errors', 'time'], inside: ['testsuite'] },
  testsuite: { needs: ['name', 'tests'], may: ['failures', 'errors', 'time'], inside: ['testcase'] },
  testcase: { needs: ['name'], may: ['classname', 'time'], inside: ['failure', 'system-out'] },
  failure: { needs: [], may: ['type', 'message'], inside: [] },
  'system-out': { needs: [], may: [], inside: [] },
};

function holdsSchema({ name, attributes, text, inside }: Element): void {
  const { needs, may, inside: allowed } = JUNIT[name]!;
  expect(Object.keys(attributes)).toEqual(expect.arrayContaining(needs));
  expect([...needs, ...may]).toEqual(expect.arrayContaining(Object.keys(attributes)));
  for (const key of ['tests', 'failures', 'errors']) if (key in attributes) expect(attributes[key]).toMatch(/^\d+$/);
  if ('time' in attributes) expect(attributes['time']).toMatch(/^\d+\.\d{3}$/);
  if (name !== 'system-out' && name !== 'failure') expect(text.trim()).toBe('');
  expect(allowed).toEqual(expect.arrayContaining(inside.map((each) => each.name)));
  inside.forEach(holdsSchema);
}

test.each(HOSTILE)('JUnit’s XML holds its schema, whatever a file and an error are called: %#', (hostile, read) => {
  const suites = readXml(junitOf(hostile, failing(hostile, 3, hostile), 12.3456));
  holdsSchema(suites);
  const [testcase] = suites.inside[0]!.inside;
  expect(testcase!.attributes['name']).toBe(read);
  // GitLab and dorny's test reporter show the text of a failure, Jenkins the message too.
  const message = `${read}\nAgain: lab run ${read} --schedule replay:abc`;
  expect(testcase!.inside[0]).toEqual({
    name: 'failure',
    attributes: { type: read, message },
    text: message,
    inside: [],
  });
});

test('JUnit’s XML of a search that finds nothing is one test case that passes', () => {
  const suites = readXml(junitOf('main.py', clean, 0));
  holdsSchema(suites);
  expect(suites.attributes).toEqual({ tests: '1', failures: '0', errors: '0', time: '0.000' });
  expect(suites.inside[0]!.inside[0]!.inside).toMatchObject([{ name: 'system-out', text: '1 schedule, none failed' }]);
});

/** Reads a SARIF file as its schema (2.1.0) asks for the members that are written here; it may have no others. */
function readSarif(text: string) {
  const log = JSON.parse(text) as Record<string, unknown> & { runs: Record<string, unknown>[] };
  expect(Object.keys(log)).toEqual(['$schema', 'version', 'runs']);
  expect(log['version']).toBe('2.1.0');
  const [run] = log.runs as [{ tool: { driver: { name: string; rules: { id: string }[] } }; results: Result[] }];
  expect(Object.keys(run)).toEqual(['tool', 'results']);
  expect(run.tool.driver.name).toMatch(/./);
  // Rules are unique, and each result names one.
  expect(new Set(run.tool.driver.rules.map(({ id }) => id)).size).toBe(run.tool.driver.rules.length);
  for (const { ruleId, level, message, locations } of run.results) {
    expect(run.tool.driver.rules.map(({ id }) => id)).toContain(ruleId);
    expect(['none', 'note', 'warning', 'error']).toContain(level);
    expect(message.text).toEqual(expect.any(String));
    for (const { physicalLocation } of locations) {
      // A reference to a resource (RFC 3986), relative or of a file: no character is raw that has a meaning there.
      expect(physicalLocation.artifactLocation.uri).toMatch(/^(?:file:\/\/)?(?:[\w.!~*'()/-]|%[\dA-F]{2})+$/);
      const { region } = physicalLocation;
      if (region) expect(Number.isInteger(region.startLine) && region.startLine >= 1).toBe(true);
    }
  }
  return run.results;
}
interface Result {
  ruleId: string;
  level: string;
  message: { text: string };
  locations: {
    physicalLocation: { artifactLocation: { uri: string }; region?: { startLine: number } };
  }[];
}

test.each(HOSTILE)('SARIF holds its schema, whatever a file and an error are called: %#', (hostile) => {
  const [result] = readSarif(sarifOf(hostile, failing(hostile)));
  // Half a pair of surrogates is no text for other readers of JSON.
  expect(result!.message.text).toContain(hostile.toWellFormed());
  expect(sarifOf(hostile, failing(hostile))).not.toMatch(/\\ud[89a-f]/i);
  const [{ physicalLocation }] = result!.locations as [Result['locations'][0]];
  expect(decodeURIComponent(physicalLocation.artifactLocation.uri)).toBe(hostile.toWellFormed());
});

test.each([
  ['/work/a b/mäin.py', 'file:///work/a%20b/m%C3%A4in.py'],
  ['/work/100%#?.py', 'file:///work/100%25%23%3F.py'],
  ['../c:d.py', '../c%3Ad.py'],
  ['./main.py', './main.py'],
])('SARIF has the URI of %s', (file, uri) => {
  const [{ locations }] = readSarif(sarifOf(file, failing('It fails.'))) as [Result];
  expect(locations[0]!.physicalLocation.artifactLocation).toEqual({ uri });
});

test('SARIF names no line where none is known, and has no result where nothing fails', () => {
  const [{ locations }] = readSarif(sarifOf('src/my file.py', failing('No thread can go on.', null))) as [Result];
  expect(locations).toEqual([{ physicalLocation: { artifactLocation: { uri: 'src/my%20file.py' } } }]);
  expect(readSarif(sarifOf('main.py', clean))).toEqual([]);
  expect(readSarif(sarifOf('main.py', { ...clean, unstable: true }))).toMatchObject([{ ruleId: 'unstable' }]);
});
