/** Draws of an output: bars, the cumulative share, and P10, P50, P90. */
import type { ChartConfiguration } from 'chart.js';
import type { AnnotationOptions } from 'chartjs-plugin-annotation';
import type { Distribution } from '../../../src/desk/views.ts';
import type { Summary } from '../../../src/simulate/summary.ts';
import { ACCENT, INK, LINE, MAIN, SOFT } from './palette.ts';

export interface DistributionChart {
  distribution: Distribution;
  summary: Summary;
  draws: number;
  names: { value: string; share: string; cumulative: string };
  /** A number in the unit that is shown. */
  text: (v: number) => string;
}

export function distributionChart({
  distribution,
  summary,
  draws,
  names,
  text,
}: DistributionChart): ChartConfiguration<'bar' | 'line'> {
  const { edges, counts, cumulative } = distribution;
  const middles = Array.from(counts, (_, i) => ((edges[i] as number) + (edges[i + 1] as number)) / 2);
  const low = edges[0] as number;
  const high = edges[edges.length - 1] as number;
  const room = (high - low || Math.abs(high) || 1) * 0.02;
  return {
    type: 'bar',
    data: {
      datasets: [
        {
          type: 'bar',
          label: names.share,
          data: middles.map((x, i) => ({ x, y: (counts[i] as number) / draws })),
          backgroundColor: SOFT,
          borderColor: MAIN,
          borderWidth: 1,
          barPercentage: 1,
          categoryPercentage: 1,
          yAxisID: 'y',
          grouped: false,
        },
        {
          type: 'line',
          label: names.cumulative,
          data: Array.from(cumulative.x, (x, i) => ({ x, y: cumulative.share[i] as number })),
          borderColor: ACCENT,
          backgroundColor: ACCENT,
          borderWidth: 2,
          pointRadius: 0,
          yAxisID: 'y2',
        },
      ],
    },
    options: {
      parsing: false,
      scales: {
        x: {
          type: 'linear',
          min: low - room,
          max: high + room,
          offset: false,
          title: { display: true, text: names.value },
          ticks: { callback: (v) => text(Number(v)), maxRotation: 0, autoSkipPadding: 12 },
          grid: { display: false },
        },
        y: { beginAtZero: true, ticks: { callback: percent }, grid: { color: LINE } },
        y2: { position: 'right', min: 0, max: 1, ticks: { callback: percent }, grid: { display: false } },
      },
      plugins: {
        tooltip: { callbacks: { title: ([item]) => (item ? text(item.parsed.x ?? 0) : '') } },
        annotation: {
          annotations: (['p10', 'p50', 'p90'] as const).flatMap((p, i): AnnotationOptions[] => {
            const value = summary[p];
            if (value === null) return [];
            return [
              {
                type: 'line',
                scaleID: 'x',
                value,
                borderColor: INK,
                borderWidth: p === 'p50' ? 2 : 1,
                borderDash: p === 'p50' ? [] : [5, 4],
                label: {
                  display: true,
                  content: p.toUpperCase(),
                  position: 'start',
                  // One below the other: they may lie close together.
                  yAdjust: i * 18,
                  backgroundColor: 'rgb(255 255 255 / 85%)',
                  color: INK,
                  font: { size: 11 },
                  padding: 2,
                },
              },
            ];
          }),
        },
      },
    },
  };
}

const percent = (v: number | string): string => `${Number((Number(v) * 100).toPrecision(3))} %`;
