/** A default spread in words. */
import { Z95 } from '../assessment/cell/index.ts';
import type { SpreadForm } from '../catalog/index.ts';
import type { Texts } from '../i18n/index.ts';

export function spreadWords(form: SpreadForm, texts: Texts): string {
  const { low = 0, mode = low, high = low } = form;
  switch (form.kind) {
    case 'normal':
      if (form.half_width_90_pct !== undefined)
        return texts.cli('spread.halfWidth', { width: texts.number(form.half_width_90_pct) });
      return form.sd_pct !== undefined
        ? texts.cli('spread.sdPct', { sd: texts.number(form.sd_pct) })
        : texts.cli('spread.sd', { sd: texts.number(form.sd ?? 0) });
    case 'lognormal': {
      const [down, up] = [-Z95, Z95].map((z) => 100 * Math.expm1(z * (form.sd_log ?? 0))) as [number, number];
      return texts.cli('spread.lognormal', { low: signed(down, texts), high: signed(up, texts) });
    }
    case 'discrete':
      return (form.outcomes ?? [])
        .map(([value, probability]) =>
          texts.cli('spread.outcome', { value: texts.number(value), probability: texts.number(probability) }),
        )
        .join(texts.lang === 'ja' ? '、' : ', ');
    default:
      if (form.low === undefined)
        return texts.cli(`spread.relative.${form.kind}`, {
          low: signed(form.low_pct ?? 0, texts),
          high: signed(form.high_pct ?? 0, texts),
        });
      return texts.cli(`spread.absolute.${form.kind}`, {
        low: texts.number(low),
        mode: texts.number(mode),
        high: texts.number(high),
      });
  }
}

const signed = (x: number, texts: Texts): string => (x > 0 ? '+' : '') + texts.number(Number(x.toPrecision(3)));
