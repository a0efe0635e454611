/** Prints the milliseconds that the first kernel of a process takes: equations bound, graph, code, module. Run bundled, see compile-time.ts. */
import { SimulatePlan } from '../src/batch/simulate-plan.ts';
import { optionsOf } from './ours.ts';
import { readSites } from './sites.ts';

const rows = readSites(1);
const start = performance.now();
const [site] = new SimulatePlan(optionsOf(1024)).prepare(rows);
if (!site?.program.kernel) throw new Error('no kernel');
process.stdout.write(String(performance.now() - start));
