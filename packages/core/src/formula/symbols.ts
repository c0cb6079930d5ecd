/** How names and numbers are typeset: `tau_mem` is a Greek letter with an upright index, `1e-7` a power of ten. */

/** Letters that have a name in LaTeX, and the words that stand for a sign. */
export const GREEK: ReadonlyMap<string, string> = new Map(
  Object.entries({
    alpha: 'α',
    beta: 'β',
    gamma: 'γ',
    delta: 'δ',
    epsilon: 'ε',
    zeta: 'ζ',
    eta: 'η',
    theta: 'θ',
    iota: 'ι',
    kappa: 'κ',
    lambda: 'λ',
    mu: 'μ',
    nu: 'ν',
    xi: 'ξ',
    pi: 'π',
    rho: 'ρ',
    sigma: 'σ',
    tau: 'τ',
    phi: 'φ',
    chi: 'χ',
    psi: 'ψ',
    omega: 'ω',
    Gamma: 'Γ',
    Delta: 'Δ',
    Theta: 'Θ',
    Lambda: 'Λ',
    Xi: 'Ξ',
    Pi: 'Π',
    Sigma: 'Σ',
    Phi: 'Φ',
    Psi: 'Ψ',
    Omega: 'Ω',
    inf: '∞',
  }),
);

export interface Symbol {
  readonly head: string;
  /** What stands below, part by part: `A_plus_max` has `plus` and `max`. */
  readonly index: readonly string[];
}

/** A name in the way of the field: what follows the first underscore is an index. */
export function symbolOf(name: string): Symbol {
  const [head = '', ...index] = name.split('_').filter(Boolean);
  return head ? { head, index } : { head: name, index: [] };
}

export interface Digits {
  readonly negative: boolean;
  readonly mantissa: string;
  /** Power of ten, where the number is written with one. */
  readonly power: number | undefined;
}

export function digitsOf(value: number): Digits {
  const [mantissa = '0', power] = String(Math.abs(value)).split('e');
  return {
    negative: value < 0 || Object.is(value, -0),
    mantissa,
    power: power === undefined ? undefined : Number(power),
  };
}
