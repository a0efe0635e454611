/** Cost per tonne against reductions, one point a site, with the bands of points behind. */
import type { ChartConfiguration } from 'chart.js';
import type { AnnotationOptions } from 'chartjs-plugin-annotation';
import type { Band } from '../../../src/decide/bands.ts';
import type { SiteView } from '../../../src/desk/views.ts';
import { ACCENT, INK, LINE, markOf } from './palette.ts';

export interface CostPoint {
  site: SiteView;
  tonnes: number;
  cost: number;
}

export interface CostChart {
  points: readonly CostPoint[];
  costBands: readonly Band[];
  tonneBands: readonly Band[];
  selected: number | undefined;
  /** `tCO2/year` and the like. */
  names: { tonnes: string; cost: string; points: (n: number) => string };
  pick: (line: number) => void;
}

export function costChart({
  points,
  costBands,
  tonneBands,
  selected,
  names,
  pick,
}: CostChart): ChartConfiguration<'scatter'> {
  const technologies = [...new Set(points.map((p) => p.site.technology))];
  return {
    type: 'scatter',
    data: {
      datasets: technologies.map((technology, i) => {
        const own = points.filter((p) => p.site.technology === technology);
        const { color, shape } = markOf(i);
        return {
          label: technology,
          data: own.map((p) => ({ x: p.tonnes, y: p.cost })),
          backgroundColor: own.map((p) => (p.site.line === selected ? ACCENT : color)),
          borderColor: own.map((p) => (p.site.line === selected ? INK : color)),
          pointStyle: shape,
          pointRadius: own.map((p) => (p.site.line === selected ? 9 : 5)),
          pointHoverRadius: 8,
        };
      }),
    },
    options: {
      onClick: (_, [hit], chart) => {
        if (!hit) return;
        const own = points.filter((p) => p.site.technology === chart.data.datasets[hit.datasetIndex]?.label);
        const point = own[hit.index];
        if (point) pick(point.site.line);
      },
      scales: {
        x: { type: 'logarithmic', title: { display: true, text: names.tonnes }, grid: { color: LINE } },
        y: { type: 'linear', beginAtZero: true, title: { display: true, text: names.cost }, grid: { display: false } },
      },
      plugins: {
        legend: { labels: { usePointStyle: true } },
        tooltip: {
          callbacks: {
            label: ({ datasetIndex, dataIndex }) => {
              const own = points.filter((p) => p.site.technology === technologies[datasetIndex]);
              const p = own[dataIndex];
              return p ? `${p.site.siteId} ${p.site.name}` : '';
            },
          },
        },
        annotation: {
          annotations: [...edges(costBands, 'y', points, names), ...edges(tonneBands, 'x', points, names)],
        },
      },
    },
  };
}

/** A line at each edge of a band that lies among the points, with the points that are earned on its better side. */
function edges(
  bands: readonly Band[],
  axis: 'x' | 'y',
  points: readonly CostPoint[],
  names: CostChart['names'],
): AnnotationOptions[] {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const p of points) {
    const v = axis === 'x' ? p.tonnes : p.cost;
    low = Math.min(low, v);
    high = Math.max(high, v);
  }
  return bands.flatMap((b): AnnotationOptions[] => {
    // Cost: up to; tonnes: from.
    const edge = axis === 'y' ? b.upTo : b.above;
    if (edge === null || edge < low * 0.5 || edge > high * 1.2) return [];
    return [
      {
        type: 'line',
        scaleID: axis,
        value: edge,
        borderColor: '#5d6b65',
        borderWidth: 1,
        borderDash: [4, 4],
        label: {
          display: true,
          content: names.points(b.points),
          position: 'end',
          backgroundColor: 'rgb(255 255 255 / 85%)',
          color: INK,
          font: { size: 11, weight: 'normal' },
          padding: 2,
        },
      },
    ];
  });
}
