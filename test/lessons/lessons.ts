import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { mdxToMdast } from 'satteri';
import { ORDER } from '../../lessons/course.ts';
import type { Locale } from '../../site/i18n/languages.ts';

/** A component in a lesson, with its props as they will be when the page is built. */
export interface Element {
  name: string;
  props: Record<string, unknown>;
  /** Everything it says in its slot. */
  text: string;
}

export interface Lesson {
  /** Such as `en/five-parts.mdx`. */
  file: string;
  frontmatter: string;
  /** In the order of the page. */
  elements: Element[];
  /** Texts with asterisks that were meant as emphasis: Markdown does not close it between certain signs. */
  unclosed: string[];
  /** Types of all other nodes of the page, such as `code` or `heading`. */
  nodes: string[];
}

interface Node {
  type: string;
  value?: string;
  name?: string | null;
  attributes?: { name: string; value?: string | { value: string } | null }[];
  children?: Node[];
}

const LESSONS = fileURLToPath(new URL('../../lessons/', import.meta.url));

/** Every lesson of one language, parsed with the parser that the site is built with. */
export const lessons = (language: Locale): Lesson[] => parsed(`${language}/`);

/** Every page of one language that stands beside the lessons and is written like them. */
export const pages = (language: Locale): Lesson[] => parsed(`${language}/pages/`);

/** Lessons in their order; pages have none. */
const placeOf = (file: string): number => ORDER.indexOf(file.replace('.mdx', ''));

function parsed(folder: string): Lesson[] {
  if (!existsSync(LESSONS + folder)) return [];
  return readdirSync(LESSONS + folder)
    .filter((file) => file.endsWith('.mdx'))
    .toSorted((a, b) => placeOf(a) - placeOf(b))
    .map((file) => parse(folder + file));
}

export const all = (lesson: Lesson, name: string): Element[] =>
  lesson.elements.filter((element) => element.name === name);

function parse(file: string): Lesson {
  const lesson: Lesson = { file, frontmatter: '', elements: [], unclosed: [], nodes: [] };
  const tree = mdxToMdast(readFileSync(LESSONS + file, 'utf8'), { features: { frontmatter: true } }) as Node;
  visit(tree, lesson);
  return lesson;
}

function visit(node: Node, lesson: Lesson): void {
  if (node.type === 'text' && node.value?.includes('**')) lesson.unclosed.push(node.value);
  if (node.type === 'yaml') lesson.frontmatter = node.value ?? '';
  else if (node.name && node.type.startsWith('mdxJsx')) {
    lesson.elements.push({ name: node.name, props: propsOf(node), text: textOf(node).trim() });
  } else lesson.nodes.push(node.type);
  for (const child of node.children ?? []) visit(child, lesson);
}

/** Expressions in props are plain data, so they can be evaluated as they stand. */
function propsOf({ attributes = [] }: Node): Record<string, unknown> {
  return Object.fromEntries(
    attributes.map(({ name, value }) => {
      if (value === undefined || value === null) return [name, true];
      return [name, typeof value === 'string' ? value : (new Function(`return (${value.value})`)() as unknown)];
    }),
  );
}

function textOf(node: Node): string {
  return (node.value ?? '') + (node.children ?? []).map(textOf).join('');
}
