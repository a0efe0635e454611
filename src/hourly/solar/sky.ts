/** Irradiance on a tilted plane: the model of Perez et al., "Modeling daylight availability and irradiance components from direct and global irradiance", Solar Energy 44 (1990) 271-289. */
import { Curve } from './curve.ts';

/** Upper ends of the clearness bins; beyond the last the sky is clear. */
const BINS = [1.065, 1.23, 1.5, 1.95, 2.8, 4.5, 6.2] as const;
/** F11 F12 F13 F21 F22 F23 of each bin, overcast first (table 6 of the paper). */
const F = Float64Array.of(
  -0.008,
  0.588,
  -0.062,
  -0.06,
  0.072,
  -0.022,
  0.13,
  0.683,
  -0.151,
  -0.019,
  0.066,
  -0.029,
  0.33,
  0.487,
  -0.221,
  0.055,
  -0.064,
  -0.026,
  0.568,
  0.187,
  -0.295,
  0.109,
  -0.152,
  -0.014,
  0.873,
  -0.392,
  -0.362,
  0.226,
  -0.462,
  0.001,
  1.132,
  -1.237,
  -0.412,
  0.288,
  -0.823,
  0.056,
  1.06,
  -1.6,
  -0.359,
  0.264,
  -1.127,
  0.131,
  0.678,
  -0.327,
  -0.25,
  0.156,
  -1.377,
  0.251,
);
const KAPPA = 1.041;
const COS_85 = 0.08715574274765817;

/** Plane of the modules. */
export interface Plane {
  cosTilt: number;
  sinTilt: number;
}

/**
 * Diffuse irradiance of the sky on a plane, W/m2.
 *
 * @param dhi diffuse on the horizontal, W/m2
 * @param dni beam, W/m2
 * @param extra normal irradiance outside the atmosphere, W/m2
 * @param cosZenith above 0
 * @param cosIncidence of the beam on the plane
 */
export function skyDiffuse(
  dhi: number,
  dni: number,
  extra: number,
  cosZenith: number,
  cosIncidence: number,
  plane: Plane,
): number {
  if (dhi <= 0) return 0;
  const z = Math.acos(Math.min(1, cosZenith));
  const z3 = KAPPA * z * z * z;
  const clearness = (1 + dni / dhi + z3) / (1 + z3);
  let bin = 0;
  while (bin < BINS.length && clearness >= (BINS[bin] as number)) bin++;
  const i = bin * 6;
  const brightness = dhi / (extra * (cosZenith + haze.at(z)));
  const f1 = Math.max(0, (F[i] as number) + (F[i + 1] as number) * brightness + (F[i + 2] as number) * z);
  const f2 = (F[i + 3] as number) + (F[i + 4] as number) * brightness + (F[i + 5] as number) * z;
  const circumsolar = Math.max(0, cosIncidence) / Math.max(COS_85, cosZenith);
  const sky = 0.5 * (1 - f1) * (1 + plane.cosTilt) + f1 * circumsolar + f2 * plane.sinTilt;
  return Math.max(0, dhi * sky);
}

/** What the air mass at a zenith angle adds to its cosine (Kasten, "A new table and approximation formula for the relative optical air mass", 1966). */
const haze = new Curve(0, Math.PI / 2, 1024, (z) => 0.15 * Math.exp(-1.253 * Math.log(93.885 - (z * 180) / Math.PI)));

/**
 * Share of the global irradiance that is diffuse (Erbs, Klein and Duffie, "Estimation of the diffuse radiation fraction for hourly, daily and
 * monthly-average global radiation", Solar Energy 28 (1982) 293-302).
 *
 * @param clearness global over the irradiance outside the atmosphere on the horizontal
 */
export function diffuseShare(clearness: number): number {
  const k = clearness;
  if (k <= 0.22) return 1 - 0.09 * k;
  if (k > 0.8) return 0.165;
  return 0.9511 + k * (-0.1604 + k * (4.388 + k * (-16.638 + k * 12.336)));
}
