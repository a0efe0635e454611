export { SiteMachine } from './site-machine.ts';
export type { HostStream, MachineStream } from './stream.ts';
