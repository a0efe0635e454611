/**
 * P(Z > z) of a standard normal, absolute error below 7.5e-8: M. Abramowitz and I. A. Stegun, Handbook of Mathematical Functions,
 * 26.2.17. Only findings rest on it, no drawn number.
 */
export function normalTail(z: number): number {
  if (z < 0) return 1 - normalTail(-z);
  const t = 1 / (1 + 0.2316419 * z);
  const sum = t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  return (Math.exp(-0.5 * z * z) / Math.sqrt(2 * Math.PI)) * sum;
}
