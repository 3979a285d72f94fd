/**
 * Read bytes that were written as printable characters, thirteen bits in two of
 * ninety-one. The writer, timeline/view/base91.py, says why and which.
 */
const SIZE = 91;
const GROUP = 13;
const DIGITS = new Uint8Array(128);
{
  let digit = 0;
  for (let code = 0x21; code < 0x7f; code++) if (!'"\\<'.includes(String.fromCharCode(code))) DIGITS[code] = digit++;
}

export function fromBase91(text: string): Uint8Array<ArrayBuffer> {
  const codes = new TextEncoder().encode(text);
  const length = ((codes.length - 1) / 16) * GROUP;
  const out = new Uint8Array(length);
  let bits = 0;
  let held = 0;
  let at = 0;
  for (let k = 1; k < codes.length; k += 2) {
    held = ((held << 13) | (DIGITS[codes[k]] + SIZE * DIGITS[codes[k + 1]])) & 0x1fffff;
    bits += 13;
    bits -= 8;
    out[at++] = held >>> bits;
    if (bits >= 8) {
      bits -= 8;
      out[at++] = held >>> bits;
    }
  }
  return out.subarray(0, length - DIGITS[codes[0]]);
}
