interface Choice {
  text: string;
  right?: boolean;
  why: string;
}

export interface Question {
  text: string;
  choices: Choice[];
}

/** Reads the questions at the end of a lesson out of its MDX: they are plain data. */
export function questionsOf(mdx: string): Question[] {
  const [, data] = /<Quiz\s[^>]*?questions=\{(\[[\s\S]*?\n {2}\])\}/.exec(mdx) ?? [];
  return data === undefined ? [] : (new Function(`return ${data}`)() as Question[]);
}
