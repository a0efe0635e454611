/** Rows of an inventory → rooms. What is missing and has a default is taken from the catalog's parameters and said. */
import type { Finding } from '../../assessment/findings.ts';
import { finding } from '../../assessment/findings.ts';
import { vocabulary } from '../../assessment/texts.ts';
import { type Catalog, nearest, type Quantity } from '../../catalog/index.ts';
import { parameter } from '../parameters.ts';
import type { Row } from '../series/types.ts';
import { dimmedEnergy } from './dimming.ts';
import { lightingFinding } from './findings.ts';
import { INVENTORY_COLUMNS } from './inventory-columns.ts';
import { needOf } from './need.ts';
import { type Cells, readTable } from './table.ts';
import type { Room, Use } from './types.ts';

export interface InventoryOptions {
  /** Where a row does not say it. */
  use?: Use | undefined;
  /** Ids of luminaires that a row may name; undefined: any. */
  known?: readonly string[] | undefined;
}

const REQUIRED = ['id', 'fixtures', 'operating_hours_per_year'];

/** @returns all rows that can be read; the others are findings with line and column */
export function readInventory(
  rows: readonly Row[],
  catalog: Catalog,
  options: InventoryOptions,
  findings: Finding[],
): Room[] {
  const reader = new RoomReader(catalog, options, findings);
  const table = readTable(rows, INVENTORY_COLUMNS, REQUIRED, catalog.units, findings);
  const rooms = table.flatMap((cells) => reader.room(cells) ?? []);
  findings.push(...reader.assumed.values());
  return rooms;
}

class RoomReader {
  /** Defaults that were used, each once. */
  readonly assumed = new Map<string, Finding>();
  private readonly catalog: Catalog;
  private readonly options: InventoryOptions;
  private readonly findings: Finding[];
  private readonly seen = new Set<string>();

  constructor(catalog: Catalog, options: InventoryOptions, findings: Finding[]) {
    this.catalog = catalog;
    this.options = options;
    this.findings = findings;
  }

  room(cells: Cells): Room | undefined {
    const id = cells.text('id') ?? '';
    const missing = this.missing(id, cells);
    const use = this.use(cells);
    const powerW = this.power(id, cells);
    const dimming = this.dimming(cells);
    const constantOutput = this.flag(cells);
    const luminaires = this.luminaires(cells);
    if (missing || !use || powerW === undefined || dimming === undefined || constantOutput === undefined)
      return undefined;
    const maintenance = this.share('maintenance', use, cells);
    const need = needOf(id, cells, maintenance, this.catalog, this.findings);
    if (!need) return undefined;
    const room: Room = {
      id,
      use,
      group: cells.text('group'),
      fixtures: cells.number('fixtures') as number,
      powerW,
      hours: cells.number('operating_hours') as number,
      meteredKwh: cells.number('metered'),
      fluxLm: cells.number('flux'),
      need,
      maintenance,
      utilisation: need.kind === 'illuminance' ? this.share('utilisation', use, cells) : 1,
      fixturesMost: cells.number('fixtures_most'),
      dimming,
      constantOutput,
      luminaires,
      oldLamp: this.oldLamp(id, cells),
    };
    this.compareMeter(room, cells);
    return room;
  }

  private missing(id: string, cells: Cells): boolean {
    const blank = (['id', 'fixtures', 'operating_hours'] as const).find((n) => cells.text(n) === undefined);
    if (blank) {
      const place = cells.place(blank);
      this.findings.push(lightingFinding('lighting_missing_cell', 'error', { id, column: place.column }, place));
    } else if (this.seen.has(id))
      this.findings.push(lightingFinding('lighting_duplicate_id', 'error', { id }, cells.place('id')));
    else {
      this.seen.add(id);
      return false;
    }
    return true;
  }

  private use(cells: Cells): Use | undefined {
    const text = cells.text('use');
    if (text === undefined && this.options.use) return this.options.use;
    const q = this.catalog.books['led-lighting']?.quantities.lighting_use as Quantity;
    const found = vocabulary(this.catalog).value(q, text ?? '');
    if ('ok' in found) return found.ok as Use;
    this.findings.push(
      text === undefined
        ? lightingFinding(
            'lighting_missing_cell',
            'error',
            { id: cells.text('id') ?? '', column: 'use' },
            cells.place('use'),
          )
        : finding('unknown_value', 'error', { value: text, ...found }, cells.place('use')),
    );
    return undefined;
  }

  /** Input watts, or those of the lamp with its ballast. */
  private power(id: string, cells: Cells): number | undefined {
    const [input, lamp] = [cells.number('fixture_power'), cells.number('lamp_power')];
    if ((input === undefined) === (lamp === undefined)) {
      const code = input === undefined ? 'lighting_power_missing' : 'lighting_power_twice';
      this.findings.push(lightingFinding(code, 'error', { id }, cells.place('fixture_power')));
      return undefined;
    }
    if (lamp === undefined) return input;
    const given = cells.number('ballast_share');
    const usual = parameter(this.catalog, 'ballast_share');
    const share = given ?? usual.value;
    if (given === undefined)
      this.assumed.set(
        `ballast ${id}`,
        lightingFinding(
          'lighting_ballast_assumed',
          'warning',
          { id, share_pct: share, evidence: usual.evidence },
          cells.place('lamp_power'),
        ),
      );
    return lamp * (1 + share / 100);
  }

  /** Utilisation or maintenance as a share of 1. */
  private share(name: 'utilisation' | 'maintenance', use: Use, cells: Cells): number {
    const given = cells.number(name);
    const usual = parameter(this.catalog, `${name}_${use}`);
    const share = given ?? usual.value;
    const code = `lighting_${name}_assumed` as const;
    if (given === undefined)
      this.assumed.set(
        `${name} ${use}`,
        lightingFinding(code, 'warning', { use, share_pct: share, evidence: usual.evidence }),
      );
    return share / 100;
  }

  private dimming(cells: Cells): number | undefined {
    const text = cells.text('dimming');
    const left = text === undefined ? 1 : dimmedEnergy(text);
    if (left === undefined)
      this.findings.push(
        lightingFinding('lighting_bad_dimming', 'error', { text: text ?? '' }, cells.place('dimming')),
      );
    return left;
  }

  private luminaires(cells: Cells): string[] | undefined {
    const ids = cells
      .text('luminaires')
      ?.split(/[\s;、]+/)
      .filter((x) => x !== '');
    const { known } = this.options;
    for (const id of ids?.filter((x) => known && !known.includes(x)) ?? []) {
      const params = { id, suggestion: nearest(id, known ?? []) ?? '' };
      this.findings.push(lightingFinding('lighting_unknown_luminaire', 'error', params, cells.place('luminaires')));
    }
    return ids;
  }

  private flag(cells: Cells): boolean | undefined {
    const text = cells.text('constant_output')?.toLowerCase();
    if (text === undefined || ['no', 'false', '0', 'いいえ', '無'].includes(text)) return false;
    if (['yes', 'true', '1', 'はい', '有'].includes(text)) return true;
    const known = { value: text, suggestion: '', known: 'yes, no' };
    this.findings.push(finding('unknown_value', 'error', known, cells.place('constant_output')));
    return undefined;
  }

  private oldLamp(id: string, cells: Cells): Room['oldLamp'] {
    const [lifeH, priceJpy] = [cells.number('lamp_life'), cells.number('lamp_price')];
    if (lifeH !== undefined && priceJpy !== undefined) return { lifeH, priceJpy };
    if (lifeH !== priceJpy) {
      const missing = lifeH === undefined ? 'lamp_life' : 'lamp_price';
      this.findings.push(lightingFinding('lighting_old_life_missing', 'warning', { id }, cells.place(missing)));
    }
    return undefined;
  }

  private compareMeter({ id, meteredKwh, fixtures, powerW, hours }: Room, cells: Cells): void {
    if (meteredKwh === undefined) return;
    const rated = (fixtures * powerW * hours) / 1000;
    const apart = parameter(this.catalog, 'lighting_meter_apart').value / 100;
    if (Math.abs(meteredKwh - rated) > apart * rated)
      this.findings.push(
        lightingFinding('lighting_meter_apart', 'warning', { id, metered: meteredKwh, rated }, cells.place('metered')),
      );
  }
}
