/** Where the runtime finds things in memory: byte offsets, agreed between the code and its caller. */

/** From the base address that every function of the runtime is given. */
export const BASE = {
  /** 64 words: the uniforms of a tile as (word + ½) / 2^32. */
  words: 0,
  /** Streams: how many, and the address of the first's record. */
  streams: 256,
  firstStream: 260,
  /** Outputs that vary by draw, likewise. */
  outputs: 264,
  firstOutput: 268,
  /** Room for as many numbers as there are draws (and one tile): the defined ones, and all of them in order of size. */
  defined: 272,
  sorted: 276,
  /** Counts by bucket and sub-block, and where each bucket ends in `sorted`; see buckets.ts. */
  counts: 280,
  ends: 284,
  /** Number of buckets; a power of two. */
  buckets: 288,
  /** Bucket in which the last rank was found. */
  hint: 292,
  /** Moves that sorting may still make; below 0: the numbers are clustered too closely. */
  budget: 296,
  /** Address of the first number that is summarised. */
  first: 300,
  /** How many numbers there are up to the end of each of the eight sub-blocks. */
  blockEnds: 304,
  /** Least number, and buckets per unit. */
  low: 336,
  scale: 344,
  /** Number of draws. */
  draws: 352,
  /** 1: plain random draws, 0: a net. */
  random: 356,
  /** The range that was sorted last. */
  sortedFrom: 360,
  sortedTo: 364,
  /** Eight estimates, one a sub-block: of the mean, p50 and p90. */
  estimates: 368,
  /** Of each sub-block: 1 + the lower rank of p50, then of p90; and the buckets where they lie. */
  targets: 560,
  found: 624,
  /** Room for four numbers. */
  four: 688,
  /** Constants of `exponential`, each twice. */
  exp: 720,
  /** Of a net: digits of a draw's number; room for the random words of a stream. */
  digits: 976,
  blocks: 992,
  size: 992 + 16 * 12,
} as const;

/** A stream: a parameter that varies by draw. Which of the numbers mean something depends on the plan. */
export const STREAM = {
  plan: 0,
  /** The parameter's tile. */
  out: 4,
  /** What the uniforms are made of, see `COLUMN`. */
  column: 8,
  /** Table, or the values of steps. */
  table: 12,
  /** Five doubles. */
  numbers: 16,
  /** Of steps: their upper ends and the guide; the number of steps as a double. */
  cumulative: 16,
  guide: 20,
  steps: 24,
  size: 64,
} as const;

/** What the uniforms of a stream are made of. */
export const COLUMN = {
  /** Two words, and the dimension. Of a net, the shift and the directions of the stream take their place when its site begins. */
  key: 0,
  dimension: 8,
  /** Address of the net's directions. */
  net: 12,
  /** Of a net: the points of the first 64 draws. */
  points: 144,
  size: 144 + 256,
} as const;

/** Codes of the plans; exp: of a table and of moderate size, wildExp: of any size. */
export const PLANS = ['constant', 'linear', 'triangular', 'table', 'exp', 'wildExp', 'steps'] as const;

/** An output that varies by draw. */
export const OUTPUT = {
  /** Its tile in the kernel. */
  tile: 0,
  /** All its draws. */
  values: 4,
  /** v128 each: least and greatest so far; all ones as long as every draw is defined. */
  min: 16,
  max: 32,
  allDefined: 48,
  /** The numbers of its summary. */
  numbers: 64,
  size: 176,
} as const;
