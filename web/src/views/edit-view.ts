/** Changes a number of the selected site: its middle and its spread, or the text of its cell; the draws follow at once. */
import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { InputView } from '../../../src/desk/views.ts';
import type { CliKey, Texts } from '../../../src/i18n/index.ts';
import { spreadWords } from '../../../src/report/spread-words.ts';
import type { Page } from '../page.ts';
import type { SiteState } from '../state.ts';
import { type MiddleAndSpread, readText, writeText } from './edit-text.ts';
import { textsOf } from './words.ts';

/** Largest spread of the slider, in per cent. */
const WIDEST = 50;

export function editView(page: Page, site: SiteState): TemplateResult {
  const t = textsOf(page);
  const { lang } = page.state;
  const groups = [
    [t.page('given'), site.inputs.filter((i) => i.text !== '')],
    [t.page('assumed'), site.inputs.filter((i) => i.text === '' && i.middle !== null)],
    [t.page('notKnown'), site.inputs.filter((i) => i.text === '' && i.middle === null)],
  ] as const;
  // At first what moves the output most.
  const most = site.swings.find((s) => s.column === site.output)?.bars[0]?.column;
  const by = (test: (i: InputView) => boolean) => site.inputs.find(test);
  const chosen = by((i) => i.name === site.input) ?? by((i) => i.column === most) ?? site.inputs[0];
  return html`
    <section class="edit" aria-labelledby="edit-title">
      <h3 id="edit-title">${t.page('change')}</h3>
      <label>
        ${t.page('quantity')}
        <select id="input" @change=${(e: Event) => page.setInput((e.target as HTMLSelectElement).value)}>
          ${groups.map(
            ([name, inputs]) =>
              html`<optgroup label=${name}>
                ${inputs.map((i) => html`<option value=${i.name} .selected=${i.name === chosen?.name}>${i.label[lang]}</option>`)}
              </optgroup>`,
          )}
        </select>
      </label>
      ${chosen ? fieldsView(page, site, chosen, t) : nothing}
      ${site.faults.map((f) => html`<p class="error" role="alert">${t.finding(f)}</p>`)}
    </section>
  `;
}

function fieldsView(page: Page, site: SiteState, input: InputView, t: Texts): TemplateResult {
  const kept = input.text || (input.middle === null ? '' : String(input.middle));
  const text = site.tried?.header === input.header ? site.tried.text : kept;
  const now = readText(text);
  const commit = (to: string): void => {
    if (to !== input.text) void page.edit(site.line, input.header, to);
  };
  return html`
    ${now ? slidersView(page, input, { now, ends: span(readText(kept)?.middle ?? now.middle, input.range) }, t, commit) : nothing}
    <label>
      ${t.page('cellText')}
      <input
        id="cell"
        .value=${live(text)}
        placeholder="1200 ± 5%"
        @input=${(e: Event) => page.preview(input.header, (e.target as HTMLInputElement).value)}
        @change=${(e: Event) => commit((e.target as HTMLInputElement).value)}
      />
    </label>
    <p class="grounds">
      <code>${input.header}</code> · ${t.cli(`from.${input.from}` as CliKey)}
      ${input.evidence ? html` · <span class="evidence ${input.evidence}">${t.cli(`evidence.${input.evidence}`)}</span>` : nothing}
      ${input.source ? html` · [${input.source}]` : nothing}
    </p>
    ${
      input.spread
        ? html`<p class="grounds">
          ${t.cli(`spread.state.${input.spread.state}`)}: ${spreadWords({ ...input.spread, source: undefined, note: undefined }, t)}
        </p>`
        : nothing
    }
  `;
}

function slidersView(
  page: Page,
  input: InputView,
  /** The slider keeps its ends while it is moved. */
  { now, ends: middleEnds }: { now: MiddleAndSpread; ends: readonly [number, number] },
  t: Texts,
  commit: (text: string) => void,
): TemplateResult {
  const unit = input.unit === '1' ? '' : input.unit;
  const changed = (e: Event): MiddleAndSpread | undefined => {
    const { name, valueAsNumber: v } = e.target as HTMLInputElement;
    if (!Number.isFinite(v)) return undefined;
    return name === 'percent' ? { ...now, percent: v } : { ...now, middle: v };
  };
  const tried = (e: Event): void => {
    const to = changed(e);
    if (to) void page.preview(input.header, writeText(to));
  };
  const done = (e: Event): void => {
    const to = changed(e);
    if (to) commit(writeText(to));
  };
  const field = (name: 'middle' | 'percent', value: number, ends: readonly [number, number], label: string) => html`
    <fieldset class="slider">
      <legend>${label}</legend>
      <input
        type="range"
        name=${name}
        id=${`${name}-slider`}
        aria-label=${label}
        min=${ends[0]}
        max=${ends[1]}
        step="any"
        .value=${live(String(value))}
        @input=${tried}
        @change=${done}
      />
      <input type="number" name=${name} id=${`${name}-number`} aria-label=${label} step="any" .value=${live(String(value))} @change=${done} />
    </fieldset>
  `;
  return html`
    ${field('middle', now.middle, middleEnds, unit ? `${t.page('middle')} (${unit})` : t.page('middle'))}
    ${field('percent', now.percent, [0, WIDEST], t.page('spread'))}
  `;
}

/** From half to twice of what it is, within what is allowed. */
function span(middle: number, range: InputView['range']): [number, number] {
  const [a, b] = middle === 0 ? [-1, 1] : [middle / 2, middle * 2].sort((p, q) => p - q);
  const [least, most] = range ?? [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  return [Math.max(a as number, least), Math.min(b as number, most)];
}
