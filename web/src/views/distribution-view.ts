/** How sure one output of the selected site is. */
import { html, type TemplateResult } from 'lit';
import type { OutputView, SiteDrawsView } from '../../../src/desk/views.ts';
import type { Texts } from '../../../src/i18n/index.ts';
import { distributionChart } from '../charts/distribution-chart.ts';
import type { Page } from '../page.ts';
import type { SiteState } from '../state.ts';
import { figureView } from './figure-view.ts';
import { figureText, figureWithUnit, outputLabel, outputUnit, textsOf } from './words.ts';

export function distributionView(page: Page, site: SiteState): TemplateResult {
  const { catalog, lang } = page.state;
  const t = textsOf(page);
  const { draws } = site;
  if (!draws || !catalog) return html`<p role="status">${t.page('drawing')}</p>`;
  const outputs = draws.outputs.flatMap((o) => catalog.outputs.find((v) => v.column === o.column) ?? []);
  return html`
    <label>
      ${t.page('output')}
      <select id="output" @change=${(e: Event) => page.setOutput((e.target as HTMLSelectElement).value)}>
        ${outputs.map((o) => html`<option value=${o.column} .selected=${o.column === site.output}>${outputLabel(o, t)}</option>`)}
      </select>
    </label>
    ${outputs.filter((o) => o.column === site.output).map((o) => oneOutput(o, draws, { t, lang }))}
  `;
}

function oneOutput(o: OutputView, draws: SiteDrawsView, { t, lang }: { t: Texts; lang: string }): TemplateResult {
  const drawn = draws.outputs.find((x) => x.column === o.column);
  const { distribution } = draws;
  const summary = drawn?.summary;
  if (drawn?.shares) return sharesView(o, drawn.shares, t);
  if (!summary || !distribution) return html`<p>${drawn?.reason ? t.reason(drawn.reason) : t.page('noValue')}</p>`;
  const unit = outputUnit(o, t);
  const text = (v: number): string => figureText(v, o, t);
  const value = unit ? `${outputLabel(o, t)} (${unit})` : outputLabel(o, t);
  const rows = (['mean', 'sd', 'p5', 'p10', 'p25', 'p50', 'p75', 'p90', 'p95'] as const).map((k) => [
    t.page(`statistics.${k}`),
    figureText(summary[k], o, t),
  ]);
  return figureView(
    {
      id: 'distribution-chart',
      title: t.page('distributionTitle', { output: outputLabel(o, t), draws: draws.draws }),
      sentence:
        summary.sd === 0
          ? t.page('sameInEveryDraw', { value: figureWithUnit(summary.p50, o, t) })
          : t.page('distributionSentence', {
              low: figureText(summary.p10, o, t),
              high: figureWithUnit(summary.p90, o, t),
              middle: figureWithUnit(summary.p50, o, t),
            }) +
            (summary.undefined_share > 0
              ? ` ${t.page('undefinedShare', { share: t.number(summary.undefined_share * 100, 1) })}`
              : ''),
      from: [distribution, o, lang],
      make: () =>
        distributionChart({
          ...{ distribution, summary, draws: draws.draws, text },
          names: { value, share: t.page('share'), cumulative: t.page('cumulative') },
        }),
      heads: [t.page('statistic'), value],
      rows: () => rows,
    },
    t,
  );
}

/** Labels are few: a table says it all. */
function sharesView(o: OutputView, shares: Readonly<Record<string, number>>, t: Texts): TemplateResult {
  return html`
    <table class="shares">
      <caption>${outputLabel(o, t)}</caption>
      <tbody>
        ${Object.entries(shares).map(
          ([label, share]) =>
            html`<tr><th scope="row">${t.label(label)}</th><td class="number">${t.number(share * 100, 1)} %</td></tr>`,
        )}
      </tbody>
    </table>
  `;
}
