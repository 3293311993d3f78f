import { isAbsolute, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { escapeAttribute } from '../trace/html.ts';
import type { ExploreReport } from './explore-report.ts';
import { countOfSchedules } from './describe.ts';

const xml = (text: string) =>
  escapeAttribute(
    text
      .toWellFormed()
      // XML has no way to write these, not even as entities.
      .replaceAll(/[\p{Cc}\ufffe\uffff]/gu, (each) => ('\t\n\r'.includes(each) ? each : '\ufffd')),
    // Written plainly, each would be read as a space.
  ).replaceAll(/[\t\n\r]/g, (each) => `&#${each.charCodeAt(0)};`);

/** The sentence on why a search failed; null: it did not. */
function complaint(file: string, { failure, unstable }: ExploreReport): { kind: string; text: string } | null {
  if (failure) {
    const again = `Again: lab run ${file} --schedule replay:${failure.schedule}`;
    return { kind: failure.status, text: `${failure.explanation}\n${again}`.toWellFormed() };
  }
  return unstable ? { kind: 'unstable', text: 'The program does not do the same twice under one schedule.' } : null;
}

/** Writes the result as one test case in JUnit's XML, which CI servers show. */
export function junitOf(file: string, report: ExploreReport, seconds: number): string {
  const found = complaint(file, report);
  const inside = found
    ? // Some readers show the attribute, and some the text.
      `\n      <failure type="${xml(found.kind)}" message="${xml(found.text)}">${xml(found.text)}</failure>\n    `
    : `\n      <system-out>${countOfSchedules(report.explored)}, none failed</system-out>\n    `;
  const counts = `tests="1" failures="${found ? 1 : 0}" errors="0" time="${seconds.toFixed(3)}"`;
  return `<?xml version="1.0" encoding="UTF-8"?>
<testsuites ${counts}>
  <testsuite name="lab explore" ${counts}>
    <testcase classname="lab.explore" name="${xml(file)}" time="${seconds.toFixed(3)}">${inside}</testcase>
  </testsuite>
</testsuites>
`;
}

/** A relative path is a relative reference; SARIF has no absolute paths but URIs of files. */
const uriOf = (file: string): string =>
  isAbsolute(file)
    ? pathToFileURL(file.toWellFormed()).href
    : file.toWellFormed().split(sep).map(encodeURIComponent).join('/');

/** Writes the result as a SARIF 2.1.0 log: a failure is one result, at a line of the program where one is known. */
export function sarifOf(file: string, report: ExploreReport): string {
  const found = complaint(file, report);
  const line = report.failure?.line;
  const results = found
    ? [
        {
          ruleId: found.kind,
          level: 'error',
          message: { text: found.text },
          locations: [
            {
              physicalLocation: {
                artifactLocation: { uri: uriOf(file) },
                ...(line && { region: { startLine: line } }),
              },
            },
          ],
        },
      ]
    : [];
  const rules = found ? [{ id: found.kind }] : [];
  const runs = [{ tool: { driver: { name: 'Thread Pool Lab', rules } }, results }];
  return `${JSON.stringify({ $schema: 'https://json.schemastore.org/sarif-2.1.0.json', version: '2.1.0', runs }, null, 2)}\n`;
}
