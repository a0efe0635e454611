/** The site that is looked into. */
import { html, nothing, type TemplateResult } from 'lit';
import type { SheetView } from '../../../src/desk/views.ts';
import type { Page } from '../page.ts';
import { distributionView } from './distribution-view.ts';
import { editView } from './edit-view.ts';
import { tornadoView } from './tornado-view.ts';
import { countryName, textsOf } from './words.ts';

export function siteView(page: Page, sheet: SheetView): TemplateResult | typeof nothing {
  const { site } = page.state;
  const s = sheet.sites.find((x) => x.line === site?.line);
  if (!site || !s) return nothing;
  const t = textsOf(page);
  return html`
    <section class="looked" aria-labelledby="site-title">
      <h2 id="site-title">${s.siteId} ${s.name}</h2>
      <button id="close-site" @click=${() => page.select(undefined)}>${t.page('close')}</button>
      <p>${countryName(s.country, t.lang)} · ${s.technology} · ${s.methodology ?? '–'}</p>
      ${distributionView(page, site)} ${tornadoView(page, site)} ${editView(page, site)}
      ${
        s.warnings.length > 0
          ? html`<details>
            <summary>${t.page('warnings', { n: s.warnings.length })}</summary>
            <ul>${s.warnings.map((w) => html`<li>${t.warning(w.code, w.params)}</li>`)}</ul>
          </details>`
          : nothing
      }
      ${
        s.unverified.length > 0
          ? html`<details>
            <summary>${t.page('unverified', { n: s.unverified.length })}</summary>
            <ul>${s.unverified.map((name) => html`<li><code>${name}</code></li>`)}</ul>
          </details>`
          : nothing
      }
    </section>
  `;
}
