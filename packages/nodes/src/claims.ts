/** Every claim of the library, one line for each node. */
import type { Claim } from './claims/claim.ts';
import { claims as winnerTakeAll } from './competition/winner-take-all.claims.ts';
import { claims as delta } from './encoders/delta.claims.ts';
import { claims as latency } from './encoders/latency.claims.ts';
import { claims as poisson } from './encoders/poisson.claims.ts';
import { claims as population } from './encoders/population.claims.ts';
import { claims as oja } from './plasticity/oja.claims.ts';
import { claims as shortTerm } from './plasticity/short-term.claims.ts';
import { claims as stdpInhibitory } from './plasticity/stdp-inhibitory.claims.ts';
import { claims as stdpPair } from './plasticity/stdp-pair.claims.ts';
import { claims as stdpReward } from './plasticity/stdp-reward.claims.ts';
import { claims as stdpTripletMinimal } from './plasticity/stdp-triplet-minimal.claims.ts';
import { claims as stdpTriplet } from './plasticity/stdp-triplet.claims.ts';
import { claims as stdpVoltage } from './plasticity/stdp-voltage.claims.ts';
import { claims as synapticScaling } from './plasticity/synaptic-scaling.claims.ts';
import { claims as adaptiveLif } from './populations/adaptive-lif.claims.ts';
import { claims as adex } from './populations/adex.claims.ts';
import { claims as alif } from './populations/alif.claims.ts';
import { claims as astrocyte } from './populations/astrocyte.claims.ts';
import { claims as chialvo } from './populations/chialvo.claims.ts';
import { claims as eif } from './populations/eif.claims.ts';
import { claims as fitzhughNagumo } from './populations/fitzhugh-nagumo.claims.ts';
import { claims as glif } from './populations/glif.claims.ts';
import { claims as hhTraubMiles } from './populations/hh-traub-miles.claims.ts';
import { claims as izhikevich } from './populations/izhikevich.claims.ts';
import { claims as kuramoto } from './populations/kuramoto.claims.ts';
import { claims as lifCoba } from './populations/lif-coba.claims.ts';
import { claims as lifCuba } from './populations/lif-cuba.claims.ts';
import { claims as lifDelta } from './populations/lif-delta.claims.ts';
import { claims as lif } from './populations/lif.claims.ts';
import { claims as morrisLecar } from './populations/morris-lecar.claims.ts';
import { claims as pinskyRinzel } from './populations/pinsky-rinzel.claims.ts';
import { claims as qif } from './populations/qif.claims.ts';
import { claims as rate } from './populations/rate.claims.ts';
import { claims as resonateAndFire } from './populations/resonate-and-fire.claims.ts';
import { claims as rulkov } from './populations/rulkov.claims.ts';
import { claims as stuartLandau } from './populations/stuart-landau.claims.ts';
import { claims as wilsonCowan } from './populations/wilson-cowan.claims.ts';
import { claims as dense } from './projections/dense.claims.ts';
import { claims as gapJunction } from './projections/gap-junction.claims.ts';
import { claims as indegree } from './projections/indegree.claims.ts';
import { claims as lateral } from './projections/lateral.claims.ts';
import { claims as list } from './projections/list.claims.ts';
import { claims as oneToOne } from './projections/one-to-one.claims.ts';
import { claims as outdegree } from './projections/outdegree.claims.ts';
import { claims as rateDense } from './projections/rate-dense.claims.ts';
import { claims as sparse } from './projections/sparse.claims.ts';
import { claims as magnitude } from './pruning/magnitude.claims.ts';
import { claims as neurons } from './pruning/neurons.claims.ts';
import { claims as labelAssignment } from './readouts/label-assignment.claims.ts';
import { claims as ridge } from './readouts/ridge.claims.ts';
import { claims as spikeCount } from './readouts/spike-count.claims.ts';
import { claims as trials } from './schedule/trials.claims.ts';
import { claims as camera } from './sources/camera.claims.ts';
import { claims as current } from './sources/current.claims.ts';
import { claims as dataset } from './sources/dataset.claims.ts';
import { claims as gamma } from './sources/gamma.claims.ts';
import { claims as microphone } from './sources/microphone.claims.ts';
import { claims as noise } from './sources/noise.claims.ts';
import { claims as poissonDrive } from './sources/poisson-drive.claims.ts';
import { claims as pulses } from './sources/pulses.claims.ts';
import { claims as signal } from './sources/signal.claims.ts';
import { claims as sine } from './sources/sine.claims.ts';
import { claims as spikeTimes } from './sources/spike-times.claims.ts';
import { claims as step } from './sources/step.claims.ts';
import { claims as table } from './sources/table.claims.ts';
import { claims as alpha } from './synapses/alpha.claims.ts';
import { claims as exponential } from './synapses/exponential.claims.ts';
import { claims as reversal } from './synapses/reversal.claims.ts';
import { claims as accuracy } from './views/accuracy.claims.ts';
import { claims as confusion } from './views/confusion.claims.ts';
import { claims as raster } from './views/raster.claims.ts';
import { claims as trace } from './views/trace.claims.ts';
import { claims as weightMap } from './views/weight-map.claims.ts';

export * from './claims/claim.ts';
export { network } from './claims/network.ts';
export { digitsNetwork } from './claims/digits.ts';
export { patternsNetwork } from './claims/izhikevich-patterns.ts';

/** In the order of families and names. */
export const claims: readonly Claim[] = [
  winnerTakeAll,
  delta,
  latency,
  poisson,
  population,
  oja,
  shortTerm,
  stdpInhibitory,
  stdpPair,
  stdpReward,
  stdpTripletMinimal,
  stdpTriplet,
  stdpVoltage,
  synapticScaling,
  adaptiveLif,
  adex,
  alif,
  astrocyte,
  chialvo,
  eif,
  fitzhughNagumo,
  glif,
  hhTraubMiles,
  izhikevich,
  kuramoto,
  lifCoba,
  lifCuba,
  lifDelta,
  lif,
  morrisLecar,
  pinskyRinzel,
  qif,
  rate,
  resonateAndFire,
  rulkov,
  stuartLandau,
  wilsonCowan,
  dense,
  gapJunction,
  indegree,
  lateral,
  list,
  oneToOne,
  outdegree,
  rateDense,
  sparse,
  magnitude,
  neurons,
  labelAssignment,
  ridge,
  spikeCount,
  trials,
  camera,
  current,
  dataset,
  gamma,
  microphone,
  noise,
  poissonDrive,
  pulses,
  signal,
  sine,
  spikeTimes,
  step,
  table,
  alpha,
  exponential,
  reversal,
  accuracy,
  confusion,
  raster,
  trace,
  weightMap,
].flat();
