import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import jsQR from 'jsqr';
import { expect, test } from 'vitest';
import { qrLines } from '../../../site/server/qr.mjs';

const pack = fileURLToPath(new URL('../../../site/pack', import.meta.url));
/** Runs an expression with the Python server's QR codes; gives its value. */
const python = (expression: string): unknown =>
  JSON.parse(
    execFileSync('python3', ['-c', `import json, serve_qr\nprint(json.dumps(${expression}))`], {
      env: { ...process.env, PYTHONPATH: pack, PYTHONDONTWRITEBYTECODE: '1', PYTHONIOENCODING: 'utf-8' },
      encoding: 'utf8',
    }),
  );

/** Reads the lines of a terminal as a phone does: each character is two modules, one above the other. */
function read(lines: readonly string[]): { text: string; version: number } | null {
  const SCALE = 4;
  const size = lines[0]!.length * SCALE;
  const pixels = new Uint8ClampedArray(size * size * 4).fill(255);
  for (let y = 0; y < size; y += 1) {
    for (let x = 0; x < size; x += 1) {
      const row = Math.floor(y / SCALE);
      const sign = lines[Math.floor(row / 2)]![Math.floor(x / SCALE)]!;
      const light = sign === '█' || sign === (row % 2 === 0 ? '▀' : '▄');
      if (!light) pixels.fill(0, (y * size + x) * 4, (y * size + x) * 4 + 3);
    }
  }
  const found = jsQR(pixels, size, size);
  return found && { text: found.data, version: found.version };
}

// A version with c codewords of data has room for c - 2 bytes: 17, 32, 53, 78 and 106.
const versions = [
  [1, 1],
  [17, 1],
  [18, 2],
  [32, 2],
  [33, 3],
  [53, 3],
  [54, 4],
  [78, 4],
  [79, 5],
  [106, 5],
] as const;

test('the Python server’s codes are read as what was written, in every version that it can make', () => {
  const texts = versions.map(([length]) => 'http://192.168.178.105:4321/'.repeat(4).slice(0, length));
  const found = python(`[serve_qr.lines(text) for text in ${JSON.stringify(texts)}]`) as string[][];
  expect(found.map(read)).toEqual(texts.map((text, at) => ({ text, version: versions[at]![1] })));
  expect(python(`serve_qr.lines('x' * 107)`)).toEqual([]);
});

test.each(['http://10.0.0.7:4321/', 'http://192.168.0.10:8080/lab/'])('both servers’ codes lead to %s', (address) => {
  expect(read(qrLines(address))?.text).toBe(address);
  expect(read(python(`serve_qr.lines('${address}')`) as string[])?.text).toBe(address);
});
