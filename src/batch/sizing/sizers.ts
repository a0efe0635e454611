/** All technologies that can be sized. */
import type { Catalog } from '../../catalog/index.ts';
import { cogenerationSizer } from './cogeneration/sizer.ts';
import { lightingSizer } from './lighting/sizer.ts';
import type { Sizer } from './sizer.ts';
import { solarSizer } from './solar/sizer.ts';

const SIZERS: readonly Sizer[] = [solarSizer, cogenerationSizer, lightingSizer];

/** Keys of a site file that some technology has beside series, aim, limits, range, cost. */
export const SIZER_PARTS: readonly string[] = SIZERS.flatMap((s) => s.parts);

export function sizerOf(technology: string, catalog: Catalog): Sizer | undefined {
  return SIZERS.find((s) => s.fits(technology, catalog));
}

export function sizedTechnologies(catalog: Catalog): string[] {
  return Object.values(catalog.books)
    .filter((b) => b.kind === 'technology' && !b.abstract && sizerOf(b.id, catalog))
    .map((b) => b.id);
}
