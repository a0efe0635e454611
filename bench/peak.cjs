// Writes the peak resident memory (kB) of this process when it ends.
process.on('exit', () => {
  require('node:fs').writeFileSync(process.env.JCM_BENCH_REPORT, String(process.resourceUsage().maxRSS));
});
