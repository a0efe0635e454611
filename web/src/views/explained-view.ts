/** Where a figure comes from: each quantity with formula, numbers, source and evidence, down to the cell. */
import { html, nothing, type TemplateResult } from 'lit';
import type { Source } from '../../../src/catalog/index.ts';
import type { ExplainedQuantity } from '../../../src/engine/explain.ts';
import type { CliKey, Texts } from '../../../src/i18n/index.ts';
import { spreadWords } from '../../../src/report/spread-words.ts';
import type { Page } from '../page.ts';
import { textsOf } from './words.ts';

export function explainedView(page: Page): TemplateResult | typeof nothing {
  const { explained } = page.state;
  if (!explained) return nothing;
  const t = textsOf(page);
  const { figure } = explained;
  const [first] = figure.quantities;
  return html`
    <section
      id="explained"
      class="explained"
      tabindex="-1"
      aria-labelledby="explained-title"
      @keydown=${(e: KeyboardEvent) => {
        if (e.key === 'Escape') page.closeExplained();
      }}
    >
      <h2 id="explained-title">${t.page('explained', { site: figure.site_id, quantity: first?.label[t.lang] ?? '' })}</h2>
      <button id="close-explained" @click=${() => page.closeExplained()}>${t.page('close')}</button>
      <ol>
        ${figure.quantities.map((q) => quantityView(q, figure.sources, t))}
      </ol>
    </section>
  `;
}

function quantityView(q: ExplainedQuantity, sources: Readonly<Record<string, Source>>, t: Texts): TemplateResult {
  const unit = q.unit === '1' || q.value === null || typeof q.value === 'string' ? '' : q.unit;
  const source = q.source ? sources[q.source] : undefined;
  return html`
    <li id=${`q-${q.name}`}>
      <p>
        <strong>${q.label[t.lang]}</strong> <code>${q.name}</code> =
        <span class="number">${valueText(q, t)}</span> ${unit}
      </p>
      ${q.formula ? html`<p class="formula"><code>= ${q.formula}</code></p>` : nothing}
      ${q.substituted && q.substituted !== q.formula ? html`<p class="formula"><code>= ${q.substituted}</code></p>` : nothing}
      <p class="grounds">
        ${t.cli(`from.${q.from}` as CliKey)}${q.detail ? html` · ${q.detail}` : nothing}
        ${q.evidence ? html` · <span class="evidence ${q.evidence}">${t.cli(`evidence.${q.evidence}`)}</span>` : nothing}
        ${source ? html` · ${sourceView(source)}` : nothing}
      </p>
      ${q.note ? html`<p class="grounds">${q.note}</p>` : nothing}
      ${
        q.spread
          ? html`<p class="grounds">
            ${t.cli(`spread.state.${q.spread.state}`)}: ${spreadWords({ ...q.spread, source: undefined, note: undefined }, t)}
            · ${t.cli(`spread.sharedBy.${q.spread.shared_by}`)} · ${t.cli(`evidence.${q.spread.evidence}`)}
          </p>`
          : nothing
      }
    </li>
  `;
}

function sourceView(s: Source): TemplateResult {
  const name = `${s.title}${s.publisher ? `. ${s.publisher}` : ''}${s.year ? `, ${s.year}` : ''}`;
  return s.url ? html`<a href=${s.url} rel="noreferrer" target="_blank">${name}</a>` : html`${name}`;
}

/** All digits that count, as in `jcm explain`. */
function valueText(q: ExplainedQuantity, t: Texts): string {
  if (q.value === null) return q.reason ? `– (${t.reason(q.reason)})` : '–';
  if (typeof q.value === 'string') return t.label(q.value);
  if (typeof q.value === 'number') return exact(q.value);
  const list = q.value.map((v) => (v === null ? '–' : exact(v)));
  return list.length <= 4 ? list.join(', ') : `${list.slice(0, 3).join(', ')}, … ${list.at(-1)} (${list.length})`;
}

const EXACT = new Intl.NumberFormat('en', { maximumSignificantDigits: 9 });
const exact = (v: number): string => EXACT.format(v);
