/** First and last line of a definition in Python or TypeScript, found by indentation; decorators belong to it. */
export function partOf(lines: readonly string[], part: string, file: string): [from: number, to: number] {
  let from = 0;
  let to = lines.length;
  let depth = -1;
  for (const name of part.split('.')) {
    const at = findDefinition(lines, name, from, to, depth);
    if (at === -1) throw new Error(`${file} has no "${part}" (looking for "${name}")`);
    depth = indentOf(lines[at] ?? '');
    to = endOf(lines, at, to, depth);
    from = at;
  }
  // A decorator may take several lines; only the first of them starts with its sign.
  for (let above = from - 1; above >= 0; above -= 1) {
    const line = lines[above] ?? '';
    if (line.trim() === '') break;
    if (indentOf(line) === depth && line.trimStart().startsWith('@')) from = above;
    else if (indentOf(line) <= depth && !/^\s*[)\]}]/.test(line)) break;
  }
  return [from + 1, to];
}

function findDefinition(lines: readonly string[], name: string, from: number, to: number, depth: number): number {
  const definition = new RegExp(
    `^\\s*(?:(?:export\\s+|default\\s+|async\\s+|abstract\\s+)*(?:def|class|function|const|let|interface|type|enum)\\s+${escape(name)}\\b` +
      `|(?:(?:async|static|get|set|private|public|protected)\\s+)*[*#]?${escape(name)}\\s*(?:<.*>)?\\(.*\\{\\s*$|${escape(name)}(?::.*)?\\s*=(?!=))`,
  );
  let inner = Infinity;
  let found = -1;
  for (let at = depth === -1 ? from : from + 1; at < to; at += 1) {
    const line = lines[at] ?? '';
    if (!definition.test(line)) continue;
    const indent = indentOf(line);
    if (indent > depth && indent < inner) [inner, found] = [indent, at];
  }
  return found;
}

/** The line after the last one that is deeper than `depth`, counting lines that only close what the definition opened. */
function endOf(lines: readonly string[], at: number, to: number, depth: number): number {
  let end = at + 1;
  for (let next = at + 1; next < to; next += 1) {
    const line = lines[next] ?? '';
    if (line.trim() === '') continue;
    const closing = indentOf(line) === depth && /^\s*[)\]}]/.test(line);
    if (indentOf(line) <= depth && !closing) break;
    end = next + 1;
  }
  return end;
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}

function escape(name: string): string {
  return name.replace(/[$]/g, '\\$&');
}
