/** The graph is sound, but the emitter has no form for it: the interpreter does the work. */
export class NoKernel extends Error {
  constructor(why: string) {
    super(why);
    this.name = 'NoKernel';
  }
}
