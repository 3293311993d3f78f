import { generate } from 'lean-qr';

/** A QR code as the path of an SVG, with its size in modules; null: the text is too long for one. */
export function qrPath(text: string): { size: number; path: string } | null {
  // Version 40 with the least correction has room for 2953 bytes.
  if (new TextEncoder().encode(text).length > 2953) return null;
  const code = generate(text);
  let path = '';
  for (let y = 0; y < code.size; y += 1)
    for (let x = 0; x < code.size; x += 1) if (code.get(x, y)) path += `M${x} ${y}h1v1h-1z`;
  return { size: code.size, path };
}
