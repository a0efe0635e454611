// A worker that fails at one site as told: it dies, or it throws, once or always. Otherwise the built worker.
import { existsSync, writeFileSync } from 'node:fs';
import { workerData } from 'node:worker_threads';

const { how, flag, dist } = workerData.settings.fault;
const seen = () => existsSync(flag);
const { prototype: view } = Float64Array;
const set = view.fill;
/** The executor empties the sums of a leaf before its first site. */
Float64Array.prototype.fill = function (...args) {
  const armed = how.endsWith('always') || !seen();
  if (armed && this.buffer instanceof SharedArrayBuffer && this.length === workerData.settings.draws) {
    writeFileSync(flag, 'seen');
    if (how.startsWith('die')) process.exit(9);
    throw new Error('out of order');
  }
  return set.apply(this, args);
};
await import(new URL('cli/worker.js', dist).href);
