import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson, digestGraph } from '../../src/graph/digest.ts';
import type { GraphDocument } from '../../src/graph/document.ts';
import { sha256, sha256Stream } from '../../src/graph/sha256.ts';

const ascii = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('SHA-256', () => {
  // NIST, "Descriptions of SHA-256" (examples of FIPS 180-4) and the SHAVS short messages.
  const vectors: readonly (readonly [string, Uint8Array, string])[] = [
    ['the empty message', ascii(''), 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
    ['abc', ascii('abc'), 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'],
    [
      '448 bits',
      ascii('abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq'),
      '248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1',
    ],
    [
      '896 bits',
      ascii(
        'abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu',
      ),
      'cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1',
    ],
    ['one byte, 0xbd', Uint8Array.of(0xbd), '68325720aabd7c82f30f554b313d0570c95accbb7dc4b5aae11204c08ffe732b'],
    [
      'a million a',
      new Uint8Array(1_000_000).fill(0x61),
      'cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0',
    ],
  ];
  it.each(vectors)('%s', (_name, message, digest) => {
    expect(sha256(message)).toBe(digest);
  });

  it('equals the platform digest however the bytes are cut', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 300 }), { maxLength: 6 }), (pieces) => {
        const stream = sha256Stream();
        const judge = createHash('sha256');
        for (const piece of pieces) {
          stream.update(piece);
          judge.update(piece);
          expect(stream.hex()).toBe(judge.copy().digest('hex'));
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe('the digest of a graph', () => {
  const doc: GraphDocument = {
    format: 'neuroloom',
    version: 1,
    title: 'Two nodes',
    time: { dt: '0.1 ms' },
    seed: 1,
    nodes: {
      a: { type: 'x/a', version: 1, params: { p: 1, q: '2 ms' } },
      b: { type: 'x/b', version: 1, title: 'B', params: {} },
    },
    wires: [
      { from: 'a.out', to: 'b.in' },
      { from: 'a.out', to: 'b.other' },
    ],
    layout: { a: { x: 0, y: 0 } },
  };

  it('sorts keys and drops what is undefined', () => {
    expect(canonicalJson({ b: [1, { d: null, c: 'é' }], a: undefined, A: -0.5e-7 })).toBe(
      '{"A":-5e-8,"b":[1,{"c":"é","d":null}]}',
    );
  });
  it('ignores what is only seen or read', () => {
    const same: GraphDocument = {
      ...doc,
      title: 'Other',
      description: 'words',
      cite: ['x'],
      layout: {},
      nodes: { a: { ...doc.nodes.a!, title: 'A', params: { q: '2 ms', p: 1 } }, b: doc.nodes.b! },
    };
    expect(digestGraph(same)).toBe(digestGraph(doc));
  });
  it('covers everything that can change a result', () => {
    const others: GraphDocument[] = [
      { ...doc, seed: 2 },
      { ...doc, precision: 'f64' },
      { ...doc, time: { dt: '0.2 ms' } },
      { ...doc, wires: [...doc.wires].reverse() },
      { ...doc, nodes: { b: doc.nodes.b!, a: doc.nodes.a! } },
      { ...doc, nodes: { ...doc.nodes, a: { ...doc.nodes.a!, params: { p: 1 } } } },
      { ...doc, nodes: { ...doc.nodes, a: { ...doc.nodes.a!, version: 2 } } },
      { ...doc, nodes: { ...doc.nodes, a: { ...doc.nodes.a!, definition: { emit: {} } } } },
    ];
    const digests = [doc, ...others].map(digestGraph);
    expect(new Set(digests).size).toBe(digests.length);
  });
});
