/** The table of sites. Only the rows in view are on the page; rows above and below are two spacers. */
import { html, nothing, type TemplateResult } from 'lit';
import { ref } from 'lit/directives/ref.js';
import { repeat } from 'lit/directives/repeat.js';
import type { SheetView, SiteView } from '../../../src/desk/views.ts';
import type { Texts } from '../../../src/i18n/index.ts';
import type { Page } from '../page.ts';
import { ROW_PX, tableKey } from './table-keys.ts';
import { columnsOf, rowsShown, type TableColumn } from './table-rows.ts';
import { countryName, figureText, outputLabel, outputUnit, textsOf } from './words.ts';

/** Rows drawn beyond those in view. */
const SPARE = 6;

export function tableView(page: Page, sheet: SheetView): TemplateResult {
  const { catalog, table, site } = page.state;
  const t = textsOf(page);
  if (!catalog) return html``;
  const columns = columnsOf(catalog);
  const rows = rowsShown(sheet, table, columns);
  const from = Math.max(0, Math.min(rows.length - 1, Math.floor(table.top / ROW_PX)) - SPARE);
  const to = Math.min(rows.length, Math.ceil((table.top + table.height) / ROW_PX) + SPARE);
  const keyed = (e: KeyboardEvent): void => {
    if (!(e.target as HTMLElement).dataset.cell) return;
    if (tableKey(page, e.key, rows.length, columns.length)) e.preventDefault();
    else if (e.key === 'Enter' || e.key === ' ') {
      e.preventDefault();
      const hit = rows[table.row];
      if (hit) chosen(page, hit, columns[table.column]);
    }
  };
  return html`
    <section class="table" aria-labelledby="sites-title">
      <h2 id="sites-title">${t.page('sites', { n: rows.length })}</h2>
      <label class="filter">
        ${t.page('filter')}
        <input
          id="filter"
          type="search"
          .value=${table.filter}
          @input=${(e: Event) => page.setTable({ filter: (e.target as HTMLInputElement).value, top: 0, row: 0 })}
        />
      </label>
      <p class="quiet" id="table-help">${t.page('tableHelp')}</p>
      <div
        id="table-scroll"
        class="scroll"
        ${ref((e) => watchSize(page, e))}
        @scroll=${(e: Event) => scrolled(page, e.target as HTMLElement)}
      >
        <table
          role="grid"
          aria-labelledby="sites-title"
          aria-describedby="table-help"
          aria-rowcount=${rows.length + 1}
          aria-colcount=${columns.length}
          @keydown=${keyed}
        >
          <thead>
            <tr aria-rowindex="1">
              ${columns.map((c) => headView(page, c, t))}
            </tr>
          </thead>
          <tbody class="spacer" aria-hidden="true"><tr><td colspan=${columns.length} .style=${`height:${from * ROW_PX}px`}></td></tr></tbody>
          <tbody>
            ${repeat(
              rows.slice(from, to),
              (s) => s.line,
              (s, i) => rowView(page, s, from + i, columns, { t, selected: s.line === site?.line }),
            )}
          </tbody>
          <tbody class="spacer" aria-hidden="true"><tr><td colspan=${columns.length} .style=${`height:${(rows.length - to) * ROW_PX}px`}></td></tr></tbody>
        </table>
      </div>
    </section>
  `;
}

function headView(page: Page, c: TableColumn, t: Texts): TemplateResult {
  const { sort, down } = page.state.table;
  const mine = sort === c.key;
  const unit = c.output ? outputUnit(c.output, t) : '';
  const name = c.output ? outputLabel(c.output, t) : t.page(`columns.${c.key as 'site'}`);
  const sorting = (): void => page.setTable({ sort: c.key, down: mine ? !down : Boolean(c.output) });
  return html`
    <th scope="col" aria-sort=${mine ? (down ? 'descending' : 'ascending') : 'none'} class=${c.output ? 'number' : ''}>
      <button @click=${sorting}>${name}${unit ? html`<span class="unit">${unit}</span>` : nothing}<span aria-hidden="true">${mine ? (down ? ' ▼' : ' ▲') : ''}</span></button>
    </th>
  `;
}

function rowView(
  page: Page,
  s: SiteView,
  index: number,
  columns: readonly TableColumn[],
  { t, selected }: { t: Texts; selected: boolean },
): TemplateResult {
  const { table } = page.state;
  return html`
    <tr aria-rowindex=${index + 2} aria-selected=${selected ? 'true' : 'false'} class=${selected ? 'selected' : ''}>
      ${columns.map((c, at) => {
        const active = table.row === index && table.column === at;
        const click = (): void => {
          page.setTable({ row: index, column: at });
          chosen(page, s, c);
        };
        const reason = c.output ? s.reasons[c.at] : undefined;
        const title = reason ? t.reason(reason) : c.key === 'unverified' ? s.unverified.join(', ') : nothing;
        return html`<td
          class="${c.output ? 'number' : ''} ${c.key}"
          data-cell="${index}-${at}"
          tabindex=${active ? 0 : -1}
          title=${title}
          @click=${click}
        >${cellView(s, c, t)}${rangeView(page, s, c, t)}</td>`;
      })}
    </tr>
  `;
}

function cellView(s: SiteView, c: TableColumn, t: Texts): TemplateResult | string {
  switch (c.key) {
    case 'site':
      return html`<strong>${s.siteId}</strong> ${s.name}`;
    case 'country':
      return countryName(s.country, t.lang);
    case 'technology':
      return s.technology;
    case 'unverified':
      return s.unverified.length === 0
        ? '✓'
        : html`<span class="mark">${t.page('toConfirm', { n: s.unverified.length })}</span>`;
    default:
      return c.output ? figureText(s.figures[c.at] ?? null, c.output, t) : '';
  }
}

/** After a simulation: P10 and P90 below the figure. */
function rangeView(page: Page, s: SiteView, c: TableColumn, t: Texts): TemplateResult | typeof nothing {
  const { run } = page.state;
  if (!c.output || run?.state !== 'done') return nothing;
  const summary = run.sites.get(s.siteId)?.outputs.find((o) => o.column === c.key)?.summary;
  if (!summary || summary.sd === 0) return nothing;
  return html`<span class="range">${figureText(summary.p10, c.output, t)} … ${figureText(summary.p90, c.output, t)}</span>`;
}

/** A figure is explained; anything else looks into the site. */
function chosen(page: Page, s: SiteView, c: TableColumn | undefined): void {
  if (page.state.site?.line !== s.line) void page.select(s.line);
  if (c?.output) void page.explain(s.line, c.key);
}

function scrolled(page: Page, scroll: HTMLElement): void {
  const rows = Math.floor(scroll.scrollTop / ROW_PX);
  if (rows !== Math.floor(page.state.table.top / ROW_PX)) page.setTable({ top: scroll.scrollTop });
}

let watched: Element | undefined;
let observer: ResizeObserver | undefined;

function watchSize(page: Page, e: Element | undefined): void {
  if (e === watched) return;
  observer?.disconnect();
  watched = e;
  if (!e) return;
  observer = new ResizeObserver(() => {
    if (Math.abs(e.clientHeight - page.state.table.height) > 1) page.setTable({ height: e.clientHeight });
  });
  observer.observe(e);
}
