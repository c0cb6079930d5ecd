/**
 * A PNG file of a picture with a palette, without compression: stored blocks need no code book, so the file is the same
 * on every machine. PNG: ISO/IEC 15948; zlib and deflate: RFC 1950 and 1951.
 */
import type { IndexedImage } from './pen.ts';

const CRC = Uint32Array.from({ length: 256 }, (_, n) => {
  let c = n;
  for (let k = 0; k < 8; k++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
  return c;
});

export function crc32(bytes: Uint8Array): number {
  let c = 0xffffffff;
  for (const byte of bytes) c = CRC[(c ^ byte) & 255]! ^ (c >>> 8);
  return ~c >>> 0;
}

export function adler32(bytes: Uint8Array): number {
  let a = 1;
  let b = 0;
  for (let k = 0; k < bytes.length; ) {
    // 5552 is the most bytes after which b still fits in 32 bits
    for (const end = Math.min(k + 5552, bytes.length); k < end; k++) b += a += bytes[k]!;
    a %= 65521;
    b %= 65521;
  }
  return ((b << 16) | a) >>> 0;
}

const BLOCK = 65535;

/** The bytes as a zlib stream of stored blocks. */
export function zlibStored(bytes: Uint8Array): Uint8Array {
  const blocks = Math.max(1, Math.ceil(bytes.length / BLOCK));
  const out = new Uint8Array(2 + 5 * blocks + bytes.length + 4);
  const view = new DataView(out.buffer);
  view.setUint16(0, 0x7801);
  let at = 2;
  for (let k = 0; k < blocks; k++) {
    const part = bytes.subarray(k * BLOCK, (k + 1) * BLOCK);
    out[at] = k === blocks - 1 ? 1 : 0;
    view.setUint16(at + 1, part.length, true);
    view.setUint16(at + 3, ~part.length & 0xffff, true);
    out.set(part, at + 5);
    at += 5 + part.length;
  }
  view.setUint32(at, adler32(bytes));
  return out;
}

function chunk(type: string, data: Uint8Array): Uint8Array {
  const out = new Uint8Array(12 + data.length);
  const view = new DataView(out.buffer);
  view.setUint32(0, data.length);
  for (let k = 0; k < 4; k++) out[4 + k] = type.charCodeAt(k);
  out.set(data, 8);
  view.setUint32(8 + data.length, crc32(out.subarray(4, 8 + data.length)));
  return out;
}

/** Bits that a palette slot needs. */
const depthOf = (colours: number): 1 | 2 | 4 | 8 => (colours <= 2 ? 1 : colours <= 4 ? 2 : colours <= 16 ? 4 : 8);

/** Rows of palette slots, packed, each after a filter byte 0 (none). */
function scanlines({ width, height, pixels }: IndexedImage, depth: number): Uint8Array {
  const bytesPerRow = Math.ceil((width * depth) / 8);
  const out = new Uint8Array(height * (1 + bytesPerRow));
  const perByte = 8 / depth;
  for (let y = 0; y < height; y++) {
    const row = y * (1 + bytesPerRow) + 1;
    if (depth === 8) out.set(pixels.subarray(y * width, (y + 1) * width), row);
    else {
      for (let x = 0; x < width; x++) {
        out[row + Math.floor(x / perByte)]! |= pixels[y * width + x]! << (8 - depth * ((x % perByte) + 1));
      }
    }
  }
  return out;
}

export function encodePng(image: IndexedImage): Uint8Array {
  const { width, height, palette } = image;
  const colours = palette.length / 4;
  const depth = depthOf(colours);
  const header = new Uint8Array(13);
  const view = new DataView(header.buffer);
  view.setUint32(0, width);
  view.setUint32(4, height);
  header.set([depth, 3, 0, 0, 0], 8);
  const rgb = new Uint8Array(3 * colours);
  const alpha = new Uint8Array(colours);
  for (let k = 0; k < colours; k++) {
    rgb.set(palette.subarray(4 * k, 4 * k + 3), 3 * k);
    alpha[k] = palette[4 * k + 3]!;
  }
  const parts = [
    Uint8Array.of(137, 80, 78, 71, 13, 10, 26, 10),
    chunk('IHDR', header),
    chunk('PLTE', rgb),
    chunk('tRNS', alpha),
    chunk('IDAT', zlibStored(scanlines(image, depth))),
    chunk('IEND', new Uint8Array()),
  ];
  const out = new Uint8Array(parts.reduce((size, part) => size + part.length, 0));
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}

export function pngDataUri(image: IndexedImage): string {
  const bytes = encodePng(image);
  let binary = '';
  for (let k = 0; k < bytes.length; k += 8192) binary += String.fromCharCode(...bytes.subarray(k, k + 8192));
  return `data:image/png;base64,${btoa(binary)}`;
}
