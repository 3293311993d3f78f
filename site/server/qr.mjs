import { generate } from 'lean-qr';

/** The light modules of two rows, the upper one first, as one character. */
const SIGNS = { truetrue: '█', truefalse: '▀', falsetrue: '▄', falsefalse: ' ' };
/** Light modules around a code. */
const QUIET = 2;

/**
 * The lines of a terminal that show a text as a QR code: light on dark, two rows of modules to a line. `serve_qr.py` makes
 * the same for the Python server.
 * @param {string} text
 */
export function qrLines(text) {
  const code = generate(text);
  const light = (x, y) => !code.get(x, y);
  const edge = Array.from({ length: code.size + 2 * QUIET }, (_, at) => at - QUIET);
  return edge
    .filter((_, at) => at % 2 === 0)
    .map((y) => edge.map((x) => SIGNS[`${light(x, y)}${light(x, y + 1)}`]).join(''));
}
