// Writes the peak resident memory (kB) and the processor time (µs, all threads) of this process when it ends.
process.on('exit', () => {
  const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
  require('node:fs').writeFileSync(process.env.JCM_BENCH_REPORT, `${maxRSS} ${userCPUTime + systemCPUTime}`);
});
