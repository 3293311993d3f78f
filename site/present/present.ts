import { mount, unmount } from 'svelte';
import { fetchWords } from '../i18n/fetch.ts';
import { localeFor } from '../i18n/index.ts';
import Bar from './Bar.svelte';
import type { Role } from './company.ts';
import Notes from './Notes.svelte';
import styles from './present.css?url';
import wall from './wall.css?url';
import wallCode from './wall-code.css?url';
import wallPool from './wall-pool.css?url';
import { Presentation } from './presentation.svelte.ts';

/** Presents the lesson of this page, on the wall or with its notes, until the reader leaves. */
export async function present(role: Role): Promise<void> {
  const lesson = document.querySelector<HTMLElement>('[data-lesson]');
  if (!lesson) return;
  const root = document.documentElement;
  const words = await fetchWords(localeFor(root.lang), 'present');
  await Promise.all([styles, wall, wallPool, wallCode].map(styled));
  root.dataset['presenting'] = role;
  const on = new Presentation(lesson, role, words);
  try {
    on.begin();
  } catch (error) {
    // The page stays a page that can be read.
    on.stop();
    delete root.dataset['presenting'];
    delete root.dataset['use'];
    throw error;
  }
  const props = { on, lesson };
  const parts = [mount(Bar, { target: document.body, props })];
  if (role === 'notes') {
    // Stages and questions are used on the wall only.
    lesson.inert = true;
    parts.push(mount(Notes, { target: document.body, props }));
  }
  on.onLeave(() => {
    for (const part of parts) void unmount(part);
    lesson.inert = false;
    delete root.dataset['presenting'];
    delete root.dataset['use'];
  });
}

/** Fetches a style sheet. Imported as such it would be in every lesson's page, presented or not. */
function styled(href: string): Promise<unknown> {
  const link = Object.assign(document.createElement('link'), { rel: 'stylesheet', href });
  document.head.append(link);
  return new Promise((done, fail) => Object.assign(link, { onload: done, onerror: fail }));
}
