/**
 * A cell in plain form: surrounding blanks (U+3000 too) dropped; full-width ASCII (０－９．，－＋％（）：～) made half-width;
 * yen signs made ¥, minus signs -, wave dashes ~, inner blanks spaces. Digits of other forms (², ①, ½) stay as they are.
 */
export function normaliseCell(text: string): string {
  return text.replace(/[^!-~]/g, plain).trim();
}

function plain(c: string): string {
  const code = c.charCodeAt(0);
  if (code >= 0xff01 && code <= 0xff5e) return String.fromCharCode(code - 0xfee0);
  if (code === 0xffe5) return '¥';
  if (code === 0x2212) return '-';
  if (code === 0x301c) return '~';
  return c.trim() === '' ? ' ' : c;
}
