/** Measures of whole runs: two workers, the command around the kernel, memory. Each undefined until it is measured. */

/** How many times faster two workers are than one. */
export function twoWorkers(): number | undefined {
  return undefined;
}

/** Wall time of `jcm simulate` over the bare kernel time of the same sites. */
export function commandOverKernel(_sites: number, _draws: number): number | undefined {
  return undefined;
}

/** Peak memory of a run, megabytes. */
export function peakMemory(_sites: number, _draws: number): number | undefined {
  return undefined;
}
