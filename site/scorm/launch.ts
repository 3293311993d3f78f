import { fill } from '../../simulator/trace/fill.ts';
import { htmlLang, localeFor, type Locale } from '../i18n/index.ts';
import type { ScormMessages } from '../i18n/en/scorm.ts';
import { readJson } from '../ui/json-once.ts';
import { renameOld } from '../ui/renamed.ts';
import { onShownAgain } from '../ui/shown-again.ts';
import { findApi, ScormSession, type ScormWindow } from './api.ts';
import { countOf, reportOf, restore, resumed, workIn, type Course } from './progress.ts';

const course = readJson<Course>('scorm-course')!;
const all = readJson<Record<Locale, { words: ScormMessages; href: string }>>('scorm-words')!;
const lang = localeFor(navigator.language);
const { words, href } = all[lang];
const line = document.querySelector<HTMLElement>('[role="status"]')!;
const frame = document.querySelector('iframe')!;

document.documentElement.lang = htmlLang(lang);
document.title = frame.title = words.course;

const api = findApi(window as unknown as ScormWindow);
let session: ScormSession | null = null;
let begun: ReturnType<ScormSession['start']> = null;

/** Begins a visit, and brings back what was left from the last one. */
function begin(): void {
  session = api && new ScormSession(api, Date.now());
  begun = session?.start() ?? null;
  try {
    renameOld(localStorage);
    if (begun) restore(localStorage, resumed(begun.suspended), begun.learner);
    tell();
  } catch {
    line.textContent = words.notKept;
  }
}

/** The course's pages keep what is done on the device; here it is told to the platform. */
function tell(): void {
  const work = workIn(localStorage);
  const told = session?.report(reportOf(work, course));
  const said = begun ? (told ? words.reported : words.lost) : api ? words.refused : words.alone;
  line.textContent = `${fill(words.count, countOf(work, course))} ${said}`;
}

begin();
// Sent for what other documents keep: the frame's.
addEventListener('storage', () => {
  if (line.textContent !== words.notKept) tell();
});
addEventListener('pagehide', () => session?.finish(Date.now()));
// The visit has ended with the page; the platform may begin another, or refuse, and the page says which.
onShownAgain(begin);
frame.src = href;
