/** Language of the page: chosen before, or the browser's. */
import type { Lang } from '../../src/i18n/index.ts';

const KEY = 'jcm.lang';

export function firstLang(): Lang {
  const asked = new URLSearchParams(window.location.search).get('lang');
  const kept = asked ?? stored();
  if (kept === 'ja' || kept === 'en') return kept;
  return navigator.language.toLowerCase().startsWith('ja') ? 'ja' : 'en';
}

export function keepLang(lang: Lang): void {
  try {
    localStorage.setItem(KEY, lang);
  } catch {
    // A browser that keeps nothing asks again next time.
  }
}

function stored(): string | null {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}
