/** The light that a place needs: an illuminance of its own, that of a class, or what is there now. */
import { type Finding, finding } from '../../assessment/findings.ts';
import { type Catalog, nearest } from '../../catalog/index.ts';
import { lightingClass, lightingClasses } from './classes.ts';
import { lightingFinding } from './findings.ts';
import type { Cells } from './table.ts';
import type { LightNeed } from './types.ts';

/** @param maintenance share that counts of light as before, where the row does not say what is left */
export function needOf(
  id: string,
  cells: Cells,
  maintenance: number,
  catalog: Catalog,
  findings: Finding[],
): LightNeed | undefined {
  const [lux, named] = [cells.number('illuminance'), cells.text('class')];
  const fault = (code: 'lighting_need_missing' | 'lighting_need_twice' | 'lighting_area_missing', column: string) => {
    findings.push(lightingFinding(code, 'error', { id }, cells.place(column)));
    return undefined;
  };
  if (lux !== undefined && named !== undefined) return fault('lighting_need_twice', 'class');
  if (lux === undefined && named === undefined) {
    const fluxLm = cells.number('flux');
    if (fluxLm === undefined) return fault('lighting_need_missing', 'illuminance');
    const left = cells.number('light_left');
    return { kind: 'as-before', fluxLm, left: left === undefined ? maintenance : left / 100 };
  }
  const areaM2 = areaOf(cells);
  if (areaM2 === undefined) return fault('lighting_area_missing', 'area');
  if (named === undefined) return { kind: 'illuminance', lux: lux as number, areaM2 };
  const ofClass = lightingClass(catalog, named);
  if (ofClass === undefined) {
    const known = lightingClasses(catalog);
    const params = { value: named, suggestion: nearest(named, known) ?? '', known: known.join(', ') };
    findings.push(finding('unknown_value', 'error', params, cells.place('class')));
    return undefined;
  }
  const { lux: illuminance, converted, evidence } = ofClass;
  if (converted) {
    const params = { class: named, lux: illuminance, evidence };
    findings.push(lightingFinding('lighting_class_converted', 'warning', params, cells.place('class')));
  }
  return { kind: 'illuminance', lux: illuminance, areaM2, class: named };
}

/** m2; that of a road is its width times the spacing of its lamps, lamp by lamp. */
function areaOf(cells: Cells): number | undefined {
  const given = cells.number('area');
  if (given !== undefined) return given;
  const [width, spacing, fixtures] = [cells.number('road_width'), cells.number('spacing'), cells.number('fixtures')];
  return width === undefined || spacing === undefined || fixtures === undefined
    ? undefined
    : width * spacing * fixtures;
}
