/** Works out the unit table with the unit library, when the catalog is built (never at run time). */
import { create, type FactoryFunctionMap, unitDependencies } from 'mathjs';
import { FormulaError } from './errors.ts';
import { neat, parseUnit, type Unit, type UnitTable } from './units.ts';

/** One line of `methodologies/units.yaml`. */
export interface UnitLine {
  /** A dimension of its own, such as year, tCO2, JPY. */
  base?: true;
  /** Name in the unit library. */
  library?: string;
  /** `scale` times a unit made of earlier lines. */
  of?: string;
  scale?: number;
  aliases?: string[];
}

const math = create({ unitDependencies } as FactoryFunctionMap);

/** @throws FormulaError unit_unknown when a line names something nobody knows */
export function resolveUnits(lines: Readonly<Record<string, UnitLine>>): UnitTable {
  const table: Record<string, Unit> = {};
  for (const [name, line] of Object.entries(lines)) {
    const unit = resolve(name, line, table);
    table[name] = unit;
    for (const alias of line.aliases ?? []) table[alias.normalize('NFKC')] = unit;
  }
  return table;
}

function resolve(name: string, line: UnitLine, table: UnitTable): Unit {
  if (line.base) return { scale: 1, dim: { [name]: 1 } };
  if (line.library) return fromLibrary(line.library);
  const of = parseUnit(line.of ?? '1', table);
  return { scale: neat(of.scale * (line.scale ?? 1)), dim: of.dim };
}

const BASES = ['mass', 'length', 'time', 'current', 'temperature', 'luminous_intensity', 'amount', 'angle', 'bit'];

function fromLibrary(name: string): Unit {
  try {
    const u = math.unit(1, name) as unknown as { value: number; dimensions: number[] };
    const dim: Record<string, number> = {};
    u.dimensions.forEach((p, i) => {
      if (p !== 0) dim[BASES[i] ?? `base${i}`] = p;
    });
    return { scale: neat(u.value), dim };
  } catch {
    throw new FormulaError('unit_unknown', { unit: name, atom: name });
  }
}
