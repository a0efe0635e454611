/** What moves an output of the selected site. */
import { html, type TemplateResult } from 'lit';
import { shownBars, tornadoChart } from '../charts/tornado-chart.ts';
import type { Page } from '../page.ts';
import type { SiteState } from '../state.ts';
import { figureView } from './figure-view.ts';
import { figureText, figureWithUnit, outputLabel, outputUnit, textsOf } from './words.ts';

export function tornadoView(page: Page, site: SiteState): TemplateResult {
  const { catalog, lang } = page.state;
  const t = textsOf(page);
  const o = catalog?.outputs.find((x) => x.column === site.output);
  const swings = site.swings.find((s) => s.column === site.output);
  const bars = swings ? shownBars(swings) : [];
  const [first] = bars;
  if (!o || !swings || !first || swings.base === null) return html``;
  const unit = outputUnit(o, t);
  const text = (v: number): string => figureText(v, o, t);
  const value = unit ? `${outputLabel(o, t)} (${unit})` : outputLabel(o, t);
  return figureView(
    {
      id: 'tornado-chart',
      title: t.page('tornadoTitle', { output: outputLabel(o, t) }),
      sentence: t.page('tornadoSentence', {
        quantity: first.label[lang],
        low: figureText(first.low, o, t),
        high: figureWithUnit(first.high, o, t),
      }),
      from: [swings, lang],
      make: () => tornadoChart({ swings, lang, names: { value, low: t.page('atP10'), high: t.page('atP90') }, text }),
      heads: [t.page('quantity'), t.page('atP10'), t.page('atP90')],
      rows: () =>
        bars.map((b) => [
          `${b.label[lang]} (${b.column}: ${b.ends.map((e) => t.number(e)).join(' – ')})`,
          figureText(b.low, o, t),
          figureText(b.high, o, t),
        ]),
    },
    t,
  );
}
