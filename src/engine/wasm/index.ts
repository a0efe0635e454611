export { emitKernel, type KernelCode, type KernelLayout } from './emit.ts';
export { WasmKernel } from './kernel.ts';
export { TILE } from './memory.ts';
export { NoKernel } from './no-kernel.ts';
