/** What went wrong, with what to do; it stays until it is read. */
import { html, nothing, type TemplateResult } from 'lit';
import type { Texts } from '../../../src/i18n/index.ts';
import type { Page } from '../page.ts';
import type { Fault } from '../protocol.ts';
import type { Message } from '../state.ts';
import { textsOf } from './words.ts';

export function messageView(page: Page): TemplateResult | typeof nothing {
  const { message } = page.state;
  if (!message) return nothing;
  const t = textsOf(page);
  return html`
    <div class="message" role="alert">
      <p>${messageText(message, t)}</p>
      ${
        message.kind === 'desk_ended' && message.again
          ? html`<button @click=${() => {
              page.dismiss();
              void page.again();
            }}>${t.page('startAgain')}</button>`
          : nothing
      }
      <button @click=${() => page.dismiss()}>${t.page('close')}</button>
    </div>
  `;
}

function messageText(message: Message, t: Texts): string {
  switch (message.kind) {
    case 'fault':
      return faultText(message.fault, t);
    case 'desk_ended':
      return message.again ? t.page('deskEndedAgain') : t.page('deskEnded');
    case 'cannot_read_file':
      return t.page('cannotReadFile');
    case 'no_run':
      return t.page('noRun');
  }
}

function faultText({ code, params }: Fault, t: Texts): string {
  switch (code) {
    case 'cancelled':
      return t.page('cancelled');
    case 'other':
      return t.page('fault', params);
    default:
      return t.cli(code, params);
  }
}
