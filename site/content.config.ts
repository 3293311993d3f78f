import { glob } from 'astro/loaders';
import { z } from 'astro/zod';
import { defineCollection } from 'astro:content';
import { locales } from './i18n/languages.ts';

const folders = `{${locales.join()}}`;

const lessons = defineCollection({
  loader: glob({ base: './lessons', pattern: `${folders}/*.mdx` }),
  schema: z.object({
    title: z.string(),
    description: z.string(),
    goals: z.array(z.string()).min(1),
    /** Of a translation: which English text it is one of (`test/tools/translated.mjs`). */
    translates: z.string().optional(),
  }),
});

/** Pages beside the lessons, written like them. */
const pages = defineCollection({
  loader: glob({ base: './lessons', pattern: `${folders}/pages/*.mdx` }),
  schema: z.object({ title: z.string(), description: z.string(), translates: z.string().optional() }),
});

export const collections = { lessons, pages };
