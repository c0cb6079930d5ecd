/** WebAssembly leaves the bits of a NaN open, so a digest over reals takes every NaN as one. */

/** The bytes of some reals, with one spelling of NaN; the same memory when there is none. */
export function bytesOfReals(data: Float32Array | Float64Array): Uint8Array {
  if (!hasNaN(data)) return new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  const bytes = new Uint8Array(data.byteLength);
  const view = new DataView(bytes.buffer);
  const double = data.BYTES_PER_ELEMENT === 8;
  data.forEach((x, k) => {
    if (double) {
      view.setFloat64(8 * k, x, true);
      if (Number.isNaN(x)) view.setBigUint64(8 * k, 0x7ff8000000000000n, true);
    } else {
      view.setFloat32(4 * k, x, true);
      if (Number.isNaN(x)) view.setUint32(4 * k, 0x7fc00000, true);
    }
  });
  return bytes;
}

/** A loop of its own: it runs over every value that is handed to a readout. */
function hasNaN(data: Float32Array | Float64Array): boolean {
  for (let k = 0; k < data.length; k++) if (Number.isNaN(data[k])) return true;
  return false;
}
