/** Starts the page: the state in, the page out, again after each change. */
import { render } from 'lit';
import { focusWanted } from './focus.ts';
import { firstLang, keepLang } from './language.ts';
import { Page } from './page.ts';
import { SAMPLES } from './samples.ts';
import { pageView } from './views/page-view.ts';

const root = document.getElementById('page') as HTMLElement;
let asked = false;

const page: Page = new Page(firstLang(), () => {
  if (asked) return;
  asked = true;
  requestAnimationFrame(() => {
    asked = false;
    show();
  });
});

function show(): void {
  document.documentElement.lang = page.state.lang;
  keepLang(page.state.lang);
  render(pageView(page), root);
  focusWanted(page.state.table);
}

addEventListener('keydown', (e) => {
  const key = e.key.toLowerCase();
  if (!(e.ctrlKey || e.metaKey) || (key !== 'z' && key !== 'y')) return;
  // In a field, the browser's own undo.
  if (e.target instanceof HTMLInputElement && e.target.type !== 'range') return;
  e.preventDefault();
  void (key === 'y' || e.shiftKey ? page.redo() : page.undo());
});

// Works without a network from now on; not while it is developed.
if (import.meta.env.PROD && 'serviceWorker' in navigator)
  addEventListener('load', () => void navigator.serviceWorker.register('./offline.js').catch(() => undefined));

show();
void page.start(SAMPLES[0]);
