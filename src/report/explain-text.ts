/** An explanation for people: from the result down to sources, one quantity a block. */
import type { Source } from '../catalog/index.ts';
import type { ExplainedQuantity } from '../engine/explain.ts';
import type { ExplainedSpread } from '../engine/explain-spread.ts';
import type { CliKey, Texts } from '../i18n/index.ts';
import { spreadWords } from './spread-words.ts';
import { harmless, oneLine } from './terminal.ts';

export interface ExplainedSite {
  site_id: string;
  quantities: readonly ExplainedQuantity[];
}

export function explainText(site: ExplainedSite, sources: Readonly<Record<string, Source>>, texts: Texts): string {
  const out = [`${texts.cli('headings.site')}: ${oneLine(site.site_id)}`, ''];
  for (const q of site.quantities) out.push(...block(q, texts), '');
  const cited = site.quantities.flatMap((q) => [q.source, q.spread?.source ?? null]);
  const used = [...new Set(cited.filter((s): s is string => s !== null))];
  out.push(texts.cli('sourcesHead'));
  for (const id of used) {
    const s = sources[id];
    if (s)
      out.push(
        `  [${id}] ${s.title}${s.publisher ? `. ${s.publisher}` : ''}${s.year ? `, ${s.year}` : ''}${s.url ? `. ${s.url}` : ''}`,
      );
  }
  return harmless(`${out.join('\n')}\n`);
}

function block(q: ExplainedQuantity, texts: Texts): string[] {
  const unit = q.unit === '1' || q.unit === '' ? '' : ` ${q.unit}`;
  const lines = [`${q.label[texts.lang]} (${q.name}) = ${valueText(q, texts)}${q.value === null ? '' : unit}`];
  if (q.formula) lines.push(`    = ${q.formula}`);
  if (q.substituted && q.substituted !== q.formula) lines.push(`    = ${q.substituted}`);
  const source = q.source ? ` [${q.source}]` : '';
  const evidence = q.evidence ? texts.cli(`evidence.${q.evidence}`) : '';
  lines.push(
    `    ${texts.cli(`from.${q.from}` as CliKey)}${q.detail ? ` · ${oneLine(q.detail)}` : ''}${evidence ? ` · ${evidence}` : ''}${source}`,
  );
  if (q.note) lines.push(`    ${q.note}`);
  if (q.spread) lines.push(...spreadLines(q.spread, texts));
  return lines;
}

function spreadLines(s: ExplainedSpread, texts: Texts): string[] {
  const source = s.source ? ` [${s.source}]` : '';
  const parts = [
    `${texts.cli(`spread.state.${s.state}`)}: ${spreadWords({ ...s, source: undefined, note: undefined }, texts)}`,
    texts.cli(`spread.per.${s.per}`),
    texts.cli(`spread.sharedBy.${s.shared_by}`),
    `${texts.cli(`evidence.${s.evidence}`)}${source}`,
  ];
  return [`    ${parts.join(' · ')}`, ...(s.note ? [`    ${s.note}`] : [])];
}

function valueText(q: ExplainedQuantity, texts: Texts): string {
  if (q.value === null) return q.reason ? `– (${texts.reason(q.reason)})` : '–';
  if (typeof q.value === 'string') return texts.label(q.value);
  if (typeof q.value === 'number') return short(q.value);
  const list = q.value.map((v) => (v === null ? '–' : short(v)));
  return list.length <= 4 ? list.join(', ') : `${list.slice(0, 3).join(', ')}, … ${list.at(-1)} (${list.length})`;
}

const short = (v: number): string => new Intl.NumberFormat('en', { maximumSignificantDigits: 9 }).format(v);
