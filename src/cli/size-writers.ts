/** How the sizes of one site, or the best ones of many, are written: table, CSV or JSON. */
import { bestOf, type SizedSite, withoutOthers } from '../batch/sizing/sized.ts';
import type { Catalog } from '../catalog/index.ts';
import { csvLine, enteredLine } from '../io/csv-write.ts';
import { sizeLines, sizesLines } from '../report/size-csv.ts';
import { sizeJson } from '../report/size-json.ts';
import { sizesTable, sizeTable } from '../report/size-table.ts';
import type { Context } from './context.ts';
import type { Format } from './out-files.ts';
import type { Sink } from './sink.ts';

/** One site: its curve. Many: a line each, with their curves only in JSON, which is written as they come. */
export class SizeWriter {
  /** Of many only their best sizes are kept. */
  readonly sites: SizedSite[] = [];
  private readonly options: { format: Format; many: boolean; catalog: Catalog };
  private sink: Sink | undefined;
  private readonly open: () => Sink;
  private readonly context: Context;

  /** @param open where results go; not called when there are none */
  constructor(options: { format: Format; many: boolean; catalog: Catalog }, open: () => Sink, context: Context) {
    this.options = options;
    this.open = open;
    this.context = context;
  }

  async add(sized: SizedSite): Promise<void> {
    const { format, many, catalog } = this.options;
    if (format === 'json') {
      const json = JSON.stringify(sizeJson(catalog, sized, many), null, many ? undefined : 2);
      this.write(many ? `${this.sites.length === 0 ? '[\n' : ',\n'}${json}` : `${json}\n`);
    }
    this.sites.push(many ? withoutOthers(sized) : sized);
    await this.sink?.drain();
  }

  async end(): Promise<void> {
    const { format, many, catalog } = this.options;
    const [only] = this.sites;
    if (format === 'json') this.write(many ? '\n]\n' : '');
    else if (format === 'csv') {
      if (many) for (const line of sizesLines(catalog, this.sites)) this.write(csvLine(line));
      else if (only?.sizing) for (const line of sizeLines(catalog, only)) this.write(csvLine(line));
    } else if (many) this.write(sizesTable(catalog, this.sites, this.context.texts));
    else if (only?.sizing) this.write(sizeTable(catalog, only, this.context.texts));
    await this.sink?.close();
  }

  private write(text: string): void {
    this.sink ??= this.open();
    this.sink.write(text);
  }
}

/** The sized sites as a sheet, for assess and simulate; columns that a site does not have stay empty. */
export function rowLines(sites: readonly SizedSite[]): string {
  const rows = sites.flatMap(({ sizing }) => {
    const best = bestOf(sizing);
    return best ? [best.row] : [];
  });
  const header = [...new Set(rows.flatMap((r) => r.header))];
  const lines = rows.map((r) => header.map((h) => r.cells[r.header.indexOf(h)] ?? ''));
  return rows.length === 0 ? '' : [header, ...lines].map(enteredLine).join('');
}
