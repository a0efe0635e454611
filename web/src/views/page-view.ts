/** The whole page. */
import { html, nothing, type TemplateResult } from 'lit';
import type { Page } from '../page.ts';
import { isReadable } from '../state.ts';
import { costView } from './cost-view.ts';
import { explainedView } from './explained-view.ts';
import { findingsView } from './findings-view.ts';
import { headerView } from './header-view.ts';
import { messageView } from './message-view.ts';
import { siteView } from './site-view.ts';
import { summaryView } from './summary-view.ts';
import { tableView } from './table-view.ts';
import { textsOf } from './words.ts';

export function pageView(page: Page): TemplateResult {
  const { sheet, busy, over } = page.state;
  const t = textsOf(page);
  const drop = async (e: DragEvent): Promise<void> => {
    e.preventDefault();
    page.setOver(false);
    const file = e.dataTransfer?.files[0];
    if (file) await page.openFile(file);
  };
  return html`
    <div
      class="drop ${over ? 'over' : ''}"
      @dragover=${(e: DragEvent) => {
        e.preventDefault();
        page.setOver(true);
      }}
      @dragleave=${(e: DragEvent) => {
        if (!e.relatedTarget) page.setOver(false);
      }}
      @drop=${drop}
    >
      ${headerView(page)}
      <main>
        <div role="status" class="status">${busy ? t.page(`busy.${busy}`) : nothing}</div>
        ${messageView(page)}
        ${sheet ? html`${summaryView(page)} ${findingsView(page)}` : nothing}
        ${isReadable(sheet) ? html`<div class="columns"><div>${tableView(page, sheet)} ${costView(page, sheet)}</div>${siteView(page, sheet)}</div>` : nothing}
        ${explainedView(page)}
      </main>
      <footer><p>${t.page('private')}</p></footer>
      ${over ? html`<div class="drop-here" aria-hidden="true">${t.page('dropHere')}</div>` : nothing}
    </div>
  `;
}
