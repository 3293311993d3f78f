import { format } from '../i18n/format.ts';
import { htmlLang, localeFor, type Locale } from '../i18n/index.ts';
import type { ScormMessages } from '../i18n/en/scorm.ts';
import { renameOld } from '../ui/renamed.ts';
import { findApi, ScormSession, type ScormWindow } from './api.ts';
import { countOf, reportOf, restore, resumed, workIn, type Course } from './progress.ts';

const read = <T>(id: string): T => JSON.parse(document.getElementById(id)!.textContent) as T;
const course = read<Course>('scorm-course');
const all = read<Record<Locale, { words: ScormMessages; href: string }>>('scorm-words');
const lang = localeFor(navigator.language);
const { words, href } = all[lang];
const line = document.querySelector<HTMLElement>('[role="status"]')!;
const frame = document.querySelector('iframe')!;

document.documentElement.lang = htmlLang(lang);
document.title = frame.title = words.course;

const api = findApi(window as unknown as ScormWindow);
const session = api && new ScormSession(api, Date.now());
const begun = session?.start();

/** The course's pages keep what is done on the device; here it is told to the platform. */
function tell(): void {
  const work = workIn(localStorage);
  session?.report(reportOf(work, course));
  const said = begun ? words.reported : api ? words.refused : words.alone;
  line.textContent = `${format(words.count, countOf(work, course))} ${said}`;
}

try {
  renameOld(localStorage);
  if (begun) restore(localStorage, resumed(begun.suspended), begun.learner);
  // Sent for what other documents keep: the frame's.
  addEventListener('storage', tell);
  tell();
} catch {
  line.textContent = words.notKept;
}
addEventListener('pagehide', () => session?.finish(Date.now()));
frame.src = href;
