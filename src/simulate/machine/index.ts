export { SiteMachine } from './site-machine.ts';
export type { DrawnStream, HostStream, MachineStream } from './stream.ts';
export { NUMBERS, summaryOf } from './summary-numbers.ts';
