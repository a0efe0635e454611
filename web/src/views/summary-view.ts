/** One line on the sheet, and the simulation of all its sites. */
import { html, nothing, type TemplateResult } from 'lit';
import type { Texts } from '../../../src/i18n/index.ts';
import type { Page } from '../page.ts';
import { isReadable, type RunState } from '../state.ts';
import { textsOf } from './words.ts';

export function summaryView(page: Page): TemplateResult {
  const { sheet, opened, history } = page.state;
  const t = textsOf(page);
  const edits = history.now.edits.length;
  const about = isReadable(sheet)
    ? t.page('about', {
        name: opened?.name ?? '',
        rows: sheet.rows,
        good: sheet.sites.length,
        encoding: sheet.encoding,
      })
    : t.page('unreadable', { name: opened?.name ?? '' });
  return html`
    <section class="summary" aria-label=${t.page('sheet')}>
      <p>
        ${about} ${isReadable(sheet) && sheet.dropped > 0 ? t.cli('dropped', { dropped: sheet.dropped, rows: sheet.rows }) : nothing}
        ${edits > 0 ? t.page('changed', { n: edits }) : nothing}
      </p>
      ${isReadable(sheet) ? simulateView(page, sheet.rows, t) : nothing}
    </section>
  `;
}

function simulateView(page: Page, rows: number, t: Texts): TemplateResult {
  const { settings, run } = page.state;
  const number = (name: 'draws' | 'seed') => (e: Event) => {
    const v = (e.target as HTMLInputElement).valueAsNumber;
    if (Number.isSafeInteger(v)) void page.setSettings({ [name]: v });
  };
  const powers = [256, 1024, 4096, 16384];
  return html`
    <form
      class="simulate"
      @submit=${(e: Event) => {
        e.preventDefault();
        void page.simulate();
      }}
    >
      <label>
        ${t.page('draws')}
        <select
          id="draws"
          @change=${(e: Event) => page.setSettings({ draws: Number((e.target as HTMLSelectElement).value) })}
        >
          ${powers.map((n) => html`<option value=${n} .selected=${settings.draws === n}>${t.number(n)}</option>`)}
        </select>
      </label>
      <label>${t.page('seed')} <input id="seed" type="number" step="1" .value=${String(settings.seed)} @change=${number('seed')} /></label>
      <label>
        <input
          id="spreads"
          type="checkbox"
          .checked=${settings.spreads === 'default'}
          @change=${(e: Event) => page.setSettings({ spreads: (e.target as HTMLInputElement).checked ? 'default' : 'none' })}
        />
        ${t.page('defaultSpreads')}
      </label>
      ${
        run?.state === 'running'
          ? html`<progress max=${rows} .value=${run.rows} aria-label=${t.page('progress')}></progress>
            <button type="button" id="cancel" @click=${() => page.cancel()}>${t.page('cancel')}</button>`
          : html`<button id="simulate" class="main">${t.page('simulate')}</button>`
      }
      <span role="status">${run ? runText(run, t) : nothing}</span>
    </form>
  `;
}

function runText(run: RunState, t: Texts): string {
  const { draws, seed } = run.settings;
  switch (run.state) {
    case 'running':
      return t.page('running', { n: run.rows });
    case 'cancelled':
      return t.page('cancelled');
    case 'failed':
      return t.page('runFailed');
    case 'done':
      return run.uncertain === 0 ? t.page('noSpreads') : t.page('drawn', { sites: run.sites.size, draws, seed });
  }
}
