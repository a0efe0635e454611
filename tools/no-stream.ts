/** Stands in for Node's streams in the browser-safe bundle: Papa Parse names them in a part that is never called there. */
export const Duplex = undefined;
