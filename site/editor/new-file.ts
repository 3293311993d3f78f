/** Why a file cannot have this name; null: it can. A link to the program takes the same names. */
export function nameProblem(name: string, names: readonly string[]): 'bad' | 'taken' | null {
  if (!/^\w[\w-]{0,55}\.(?:py|txt|csv|json)$/.test(name)) return 'bad';
  return names.includes(name) ? 'taken' : null;
}

/** A name that no file has yet. */
export function freeName(names: readonly string[]): string {
  for (let number = 1; ; number++) if (!names.includes(`module_${number}.py`)) return `module_${number}.py`;
}
