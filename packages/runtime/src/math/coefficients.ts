/**
 * Constants of the elementary functions, exact numbers of their precision. Polynomials are minimax (Remez
 * exchange in 70-digit arithmetic, coefficients then rounded); the error stated with each is relative to the
 * function, rounding of coefficients included. test/math/coefficients.test.ts measures them again.
 */
export interface Coefficients {
  /** Subnormal numbers begin below `smallest`; `up` is the power of two that lifts all of them above. */
  readonly smallest: number;
  readonly up: number;
  /** exp(x) is finite up to `expHigh`, and normal from `expLow` on. */
  readonly expHigh: number;
  readonly expLow: number;
  /** For quotients of exp(x) - 1 and x. */
  readonly growth: {
    /** From here on (exp(x) - 1) / x is infinite, and its inverse zero. */
    readonly high: number;
    /** Below this exp(x) - 1 is -1 to the last digit, and tanh(x / 2) too. */
    readonly low: number;
    /** A power of two that keeps exp(high) in range. */
    readonly down: number;
    /** Above what may be added to 1/16 without changing it, and far below where the quotient rounds to anything but 1. */
    readonly step: number;
    /** Nothing beside any number that the quotient tells from zero. */
    readonly bit: number;
  };
  /** Exponents beyond those of normal numbers: 2^n is infinite at the one, 0 at the other. */
  readonly exp2High: number;
  readonly exp2Low: number;
  readonly log2e: number;
  /** ln 2 in two: the first has so few digits that its products with exponents are exact; both are positive. */
  readonly ln2: readonly [number, number];
  readonly sqrt2: number;
  /** exp(r) = 1 + r + r² q(r) for |r| <= ln(2) / 2. */
  readonly exp: readonly number[];
  /** 2^f = 1 + f p(f) for |f| <= 1/2. */
  readonly exp2: readonly number[];
  /** log((1+s)/(1-s)) = 2s + s³ p(s²) for |s| <= (√2 - 1) / (√2 + 1). */
  readonly log: readonly number[];
  /** The same with 2/3 taken out, and finer: log((1+s)/(1-s)) = 2s + s³ (2/3 + s² p(s²)). */
  readonly logTail: readonly number[];
  readonly twoThirds: readonly [number, number];
  /** sin r = r + r³ p(r²) and cos r = 1 - r²/2 + r⁴ p(r²) for |r| <= π/4. */
  readonly sin: readonly number[];
  readonly cos: readonly number[];
  readonly twoByPi: number;
  /** π/2 in parts; products of all but the last with whole numbers below 2^13 (f32), 2^20 (f64) are exact. */
  readonly halfPi: readonly number[];
  /** The number nearest to π/2. */
  readonly quarterTurn: number;
  /** From here on the arguments of sin and cos are too far apart to hold a phase. */
  readonly sinHigh: number;
  /** 2^k + 1 with k half the digits: splits a number in two halves whose products are exact (Dekker 1971). */
  readonly splitter: number;
  /** Whatever the base, larger exponents give the same power as this one: 0, 1 or infinity. */
  readonly exponentHigh: number;
  /** y ln x from where on the power is infinite, and down to where it is zero, with a little to spare. */
  readonly powHigh: number;
  readonly powLow: number;
}

const f32: Coefficients = {
  smallest: 2 ** -126,
  up: 24,
  expHigh: 88.72283172607422,
  expLow: -87.33654022216797,
  growth: { high: 110, low: -20, down: 2 ** -32, step: 2 ** -27, bit: 2 ** -60 },
  exp2High: 128,
  exp2Low: -127,
  log2e: 1.4426950216293335,
  ln2: [0.693145751953125, 1.428606765330187e-6],
  sqrt2: 1.4142135381698608,
  // 2^-25.9, relative to exp(r) - 1
  exp: [0.5, 0.16666531562805176, 0.04166616126894951, 0.008368067443370819, 0.0013975176261737943],
  // 2^-25.5, relative to 2^f - 1
  exp2: [
    0.6931471824645996, 0.24022649228572845, 0.05550357326865196, 0.009618237614631653, 0.0013390735257416964,
    0.00015403525321744382,
  ],
  // 2^-30.0
  log: [0.6666677594184875, 0.3997751772403717, 0.2987239956855774],
  // 2^-36.7
  logTail: [0.40000152587890625, 0.2854710817337036, 0.23419196903705597],
  twoThirds: [0.6666666865348816, -1.9868215517249155e-8],
  // 2^-26.8
  sin: [-0.16666655242443085, 0.008332159370183945, -0.00019515120948199183],
  // 2^-32.7
  cos: [0.04166664555668831, -0.00138873141258955, 2.443297125864774e-5],
  twoByPi: 0.6366197466850281,
  halfPi: [1.5703125, 0.0004837512969970703, 7.549533620476723e-8, 2.5633440682570896e-12],
  quarterTurn: 1.5707963705062866,
  sinHigh: 2 ** 22,
  splitter: 2 ** 12 + 1,
  exponentHigh: 2 ** 32,
  powHigh: 89,
  powLow: -104,
};

const f64: Coefficients = {
  smallest: 2 ** -1022,
  up: 53,
  expHigh: 709.782712893384,
  expLow: -708.3964185322641,
  growth: { high: 760, low: -40, down: 2 ** -76, step: 2 ** -56, bit: 2 ** -500 },
  exp2High: 1024,
  exp2Low: -1023,
  log2e: 1.4426950408889634,
  ln2: [0.6931471805598903, 5.497923018708371e-14],
  sqrt2: Math.SQRT2,
  // 2^-59.9, relative to exp(r) - 1
  exp: [
    0.5, 0.16666666666666677, 0.04166666666666651, 0.008333333333321691, 0.001388888888896238, 0.0001984126988596574,
    2.4801587172516008e-5, 2.755724437439191e-6, 2.755740266398649e-7, 2.510897880956922e-8, 2.087532289396381e-9,
  ],
  // 2^-54.2, relative to 2^f - 1: as near as ln 2 is
  exp2: [
    0.6931471805599453, 0.24022650695910072, 0.055504108664821625, 0.009618129107628437, 0.0013333558146406633,
    0.00015403530393466364, 1.525273384137354e-5, 1.3215486721152601e-6, 1.0178057171716572e-7, 7.05493236422362e-9,
    4.455804444692756e-10, 2.5678281412491567e-11,
  ],
  // 2^-58.8
  log: [
    0.6666666666666735, 0.39999999999412883, 0.2857142874282523, 0.22222198524585185, 0.18183567032898026,
    0.15313976897103146, 0.14796728813846918,
  ],
  // 2^-65.5
  logTail: [
    0.4000000000000226, 0.28571428570095975, 0.2222222252058975, 0.18181784306779347, 0.15386760197503602,
    0.13256749099564102, 0.13196982562849385,
  ],
  twoThirds: [0.6666666666666666, 3.700743415417188e-17],
  // 2^-57.1
  sin: [
    -0.16666666666666666, 0.008333333333333323, -0.00019841269841254763, 2.7557319214045012e-6, -2.505210487660297e-8,
    1.6058362485903433e-10, -7.578506127147149e-13,
  ],
  // 2^-59.5
  cos: [
    0.041666666666666595, -0.0013888888888873017, 2.4801587288825886e-5, -2.755731417164059e-7, 2.087569977554207e-9,
    -1.135848002065762e-11,
  ],
  twoByPi: 0.6366197723675814,
  halfPi: [1.5707963267341256, 6.077100506303966e-11, 2.0222662487111665e-21, 8.4784276603689e-32],
  quarterTurn: 1.5707963267948966,
  sinHigh: 2 ** 51,
  splitter: 2 ** 27 + 1,
  exponentHigh: 2 ** 64,
  powHigh: 710,
  powLow: -745.5,
};

export const coefficients = { f32, f64 } as const;
