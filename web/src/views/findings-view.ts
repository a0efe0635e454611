/** What is wrong or noteworthy in the sheet: each beside its cell, which can be mended here. */
import { html, nothing, type TemplateResult } from 'lit';
import type { FindingView } from '../../../src/desk/views.ts';
import type { Texts } from '../../../src/i18n/index.ts';
import type { Page } from '../page.ts';
import { isReadable } from '../state.ts';
import { textsOf } from './words.ts';

/** Shown at first; a long sheet may have thousands. */
const SHOWN = 50;

export function findingsView(page: Page): TemplateResult | typeof nothing {
  const { sheet } = page.state;
  const list = isReadable(sheet) ? sheet.findings : (sheet?.unreadable ?? []);
  if (list.length === 0) return nothing;
  const t = textsOf(page);
  const errors = list.filter((f) => f.severity === 'error');
  const rest = list.filter((f) => f.severity !== 'error');
  return html`
    <details class="findings" ?open=${errors.length > 0}>
      <summary>${t.page('findings', { errors: errors.length, others: rest.length })}</summary>
      <ul>
        ${[...errors, ...rest].slice(0, SHOWN).map((f) => findingView(page, f, t))}
      </ul>
      ${list.length > SHOWN ? html`<p>${t.page('moreFindings', { n: list.length - SHOWN })}</p>` : nothing}
    </details>
  `;
}

function findingView(page: Page, f: FindingView, t: Texts): TemplateResult {
  const text = t.finding(f);
  const { row, column, text: cell } = f;
  const mend = (e: Event): void => {
    const value = (e.target as HTMLInputElement).value;
    if (row !== undefined && column !== undefined && value !== cell) void page.edit(row, column, value);
  };
  return html`
    <li class=${f.severity}>
      <strong>${t.severity(f.severity)}</strong> ${text}
      ${
        cell !== undefined && row !== undefined
          ? html`<label class="mend">
            <span>${t.page('cell', { column: column ?? '' })}</span>
            <input .value=${cell} @change=${mend} />
          </label>`
          : nothing
      }
    </li>
  `;
}
