/** Head of the page: which sheet, which language, what to take away. */
import { html, type TemplateResult } from 'lit';
import type { FileKind } from '../../../src/desk/desk.ts';
import type { PageKey } from '../../../src/i18n/index.ts';
import type { Page } from '../page.ts';
import { SAMPLES } from '../samples.ts';
import { isReadable } from '../state.ts';
import { textsOf } from './words.ts';

/** File → key of its text. */
const FILES = {
  'assess.csv': 'files.assess_csv',
  'assess.json': 'files.assess_json',
  'simulate.csv': 'files.simulate_csv',
  'simulate.json': 'files.simulate_json',
  'sheet.csv': 'files.sheet_csv',
} as const satisfies Record<FileKind, PageKey>;
const KINDS = Object.keys(FILES) as (keyof typeof FILES)[];

export function headerView(page: Page): TemplateResult {
  const { lang, sheet, opened, run, history } = page.state;
  const t = textsOf(page);
  const picked = async (e: Event): Promise<void> => {
    const input = e.target as HTMLInputElement;
    const file = input.files?.[0];
    // The same file may be picked again.
    input.value = '';
    if (file) await page.openFile(file);
  };
  const sample = (e: Event): void => {
    const chosen = SAMPLES.find((s) => s.key === (e.target as HTMLSelectElement).value);
    if (chosen) void page.openSample(chosen);
  };
  const take = (e: Event): void => {
    const select = e.target as HTMLSelectElement;
    const kind = KINDS.find((f) => f === select.value);
    select.value = '';
    if (kind) void page.take(kind);
  };
  const drawn = run?.state === 'done';
  return html`
    <header>
      <h1>${t.page('title')}</h1>
      <label class="button file">
        ${t.page('open')}
        <input type="file" accept=".csv,.tsv,.txt,text/csv,text/tab-separated-values" @change=${picked} />
      </label>
      <label>
        <span class="quiet">${t.page('sample')}</span>
        <select id="sample" @change=${sample}>
          <option value="" .selected=${!SAMPLES.some((s) => s.name === opened?.name)}>–</option>
          ${SAMPLES.map(
            (s) =>
              html`<option value=${s.key} .selected=${opened?.name === s.name}>${t.page(`samples.${s.key}`)}</option>`,
          )}
        </select>
      </label>
      <button id="undo" ?disabled=${history.past.length === 0} @click=${() => page.undo()}>${t.page('undo')}</button>
      <button id="redo" ?disabled=${history.future.length === 0} @click=${() => page.redo()}>${t.page('redo')}</button>
      <label>
        <span class="quiet">${t.page('take')}</span>
        <select id="take" ?disabled=${!isReadable(sheet)} @change=${take}>
          <option value="">–</option>
          ${KINDS.map(
            (f) =>
              html`<option value=${f} ?disabled=${f.startsWith('simulate') && !drawn}>${t.page(FILES[f])}</option>`,
          )}
        </select>
      </label>
      <fieldset class="lang">
        <legend class="quiet">Language / 言語</legend>
        ${(['en', 'ja'] as const).map(
          (l) =>
            html`<button lang=${l} aria-pressed=${lang === l ? 'true' : 'false'} @click=${() => page.setLang(l)}>
              ${l === 'en' ? 'English' : '日本語'}
            </button>`,
        )}
      </fieldset>
    </header>
  `;
}
