/** Each quantity at its P10 and P90, the others at their middle: how far the output swings. */
import type { ChartConfiguration } from 'chart.js';
import type { SwingsView } from '../../../src/desk/views.ts';
import type { Lang } from '../../../src/i18n/index.ts';
import { ACCENT, INK, LINE, MAIN } from './palette.ts';

/** Quantities shown at most. */
const MOST_BARS = 10;

/** Those that move the output, widest swing first. */
export const shownBars = ({ bars }: SwingsView) => bars.filter((b) => b.low !== b.high).slice(0, MOST_BARS);

export interface TornadoChart {
  swings: SwingsView;
  lang: Lang;
  names: { value: string; low: string; high: string };
  text: (v: number) => string;
}

export function tornadoChart({
  swings,
  lang,
  names,
  text,
}: TornadoChart): ChartConfiguration<'bar', [number, number][]> {
  const bars = shownBars(swings);
  const base = swings.base ?? 0;
  const ends = bars.flatMap((b) => [b.low ?? base, b.high ?? base]);
  const [low, high] = [Math.min(base, ...ends), Math.max(base, ...ends)];
  const room = (high - low || 1) * 0.05;
  const side = (label: string, color: string, end: 'low' | 'high') => ({
    label,
    data: bars.map((b): [number, number] => [base, b[end] ?? base]),
    backgroundColor: color,
    grouped: false,
  });
  return {
    type: 'bar',
    data: {
      labels: bars.map((b) => lines(b.label[lang], lang)),
      datasets: [side(names.low, MAIN, 'low'), side(names.high, ACCENT, 'high')],
    },
    options: {
      indexAxis: 'y',
      scales: {
        x: {
          min: low - room,
          max: high + room,
          title: { display: true, text: names.value },
          ticks: { callback: (v) => text(Number(v)), maxRotation: 0, autoSkipPadding: 12 },
          grid: { color: LINE },
        },
        y: { grid: { display: false } },
      },
      plugins: {
        tooltip: { callbacks: { label: ({ raw }) => text((raw as [number, number])[1]) } },
        annotation: { annotations: [{ type: 'line', scaleID: 'x', value: base, borderColor: INK, borderWidth: 1 }] },
      },
    },
  };
}

/** Characters of a line of a label; Japanese ones are twice as wide. */
const LINE_LENGTH = { en: 18, ja: 9 } as const;
const LINES = 3;

/** In lines, broken at blanks, or anywhere in Japanese. */
function lines(text: string, lang: Lang): string[] {
  const out: string[] = [];
  for (const word of lang === 'ja' ? [...text] : text.split(' ')) {
    const last = out.at(-1);
    const joined = last === undefined ? word : lang === 'ja' ? last + word : `${last} ${word}`;
    if (last !== undefined && [...joined].length <= LINE_LENGTH[lang]) out[out.length - 1] = joined;
    else out.push(word);
  }
  return out.length <= LINES ? out : [...out.slice(0, LINES - 1), `${out[LINES - 1]}…`];
}
