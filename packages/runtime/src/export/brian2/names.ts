/** What things may be called in a Brian2 script, and the constants that one of its objects reads. */
import type { Dim } from '@neuroloom/core';
import { brian2Quantity } from '@neuroloom/core';

const WORDS = new Set(
  [
    'False None True and as assert async await break class continue def del elif else except finally for from global if',
    'import in is lambda nonlocal not or pass raise return try while with yield',
    'abs arccos arcsin arctan ceil clip cos cosh e exp expm1 exprel floor inf int log log10 log1p pi poisson rand randn',
    'sign sin sinh sqrt sum tan tanh timestep bool float max min',
    'i j N t dt t_in_timesteps xi delay lastspike lastupdate not_refractory init_i cond load np objects network defaultclock',
    'A F Hz M MHz S V_ cm cm2 cm3 kHz mA mF mM mS mV mm mm2 mm3 ms nA nF nM nS pA pF uA uF uM uS um um2 um3 us',
  ].flatMap((line) => line.split(' ')),
);
const UNIT =
  /^(da|[YZEPTGMkhdcmunpfazy])?(amp|ampere|becquerel|candle|coulomb|farad|gram|gramme|gray|henry|hertz|joule|katal|kelvin|kilogram|liter|litre|lumen|lux|meter|metre|mol|molar|mole|newton|ohm|pascal|radian|second|siemens|sievert|steradian|tesla|volt|watt|weber)[23]?$/;

/** A name that Brian2 takes: `tau_pre` would be read as `tau_` of the source, so it becomes `pre_tau`. */
export function brian2Name(name: string): string {
  const plain = name
    .replace(/[^A-Za-z0-9_]/g, '_')
    .replace(/^_+/, '')
    .replace(/^(?=[0-9]|$)/, 'x');
  const side = /^(.+)_(pre|post)$/.exec(plain);
  const turned = side ? `${side[2]}_${side[1]}` : plain;
  return WORDS.has(turned) || UNIT.test(turned) ? `${turned}_` : turned;
}

/** Gives every thing a name of its own: its first choice, or a longer one. */
export class Names {
  readonly #taken = new Set<string>();
  readonly #given = new Map<string, string>();

  /** Names that are others' already. */
  avoid(names: Iterable<string>): void {
    for (const name of names) this.#taken.add(name);
  }

  of(thing: string, ...choices: readonly [string, ...string[]]): string {
    const before = this.#given.get(thing);
    if (before !== undefined) return before;
    const names = choices.map(brian2Name);
    let name = names.find((n) => !this.#taken.has(n)) ?? '';
    for (let k = 2; name === ''; k++) if (!this.#taken.has(`${names.at(-1)!}_${k}`)) name = `${names.at(-1)!}_${k}`;
    this.#taken.add(name);
    this.#given.set(thing, name);
    return name;
  }
}

/** The constants of one object: names with values in Python. */
export class Namespace {
  readonly names = new Names();
  readonly #values = new Map<string, string>();

  quantity(thing: string, value: number, dim: Dim, ...choices: readonly [string, ...string[]]): string {
    return this.code(thing, brian2Quantity(value, dim), ...choices);
  }
  code(thing: string, code: string, ...choices: readonly [string, ...string[]]): string {
    const name = this.names.of(thing, ...choices);
    this.#values.set(name, code);
    return name;
  }
  /** As Python's keyword arguments. */
  get written(): string {
    return [...this.#values].map(([name, value]) => `${name}=${value}`).join(', ');
  }
}
