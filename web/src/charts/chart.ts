/** A canvas with a chart on it that follows the page's state. */
import {
  BarController,
  BarElement,
  CategoryScale,
  Chart,
  type ChartConfiguration,
  Legend,
  LinearScale,
  LineController,
  LineElement,
  LogarithmicScale,
  PointElement,
  ScatterController,
  Tooltip,
} from 'chart.js';
import annotation from 'chartjs-plugin-annotation';
import { noChange } from 'lit';
import { AsyncDirective, directive } from 'lit/async-directive.js';
import type { ElementPart } from 'lit/directive.js';
import { INK } from './palette.ts';

Chart.register(
  BarController,
  BarElement,
  CategoryScale,
  Legend,
  LinearScale,
  LineController,
  LineElement,
  LogarithmicScale,
  PointElement,
  ScatterController,
  Tooltip,
  annotation,
);
Chart.defaults.font.family = 'system-ui, "Noto Sans", "Noto Sans CJK JP", sans-serif';
Chart.defaults.color = INK;
Chart.defaults.animation = false;
Chart.defaults.maintainAspectRatio = false;

class ChartOnCanvas extends AsyncDirective {
  private chart: Chart | undefined;
  private from: readonly unknown[] = [];

  render(_from: readonly unknown[], _make: () => ChartConfiguration): typeof noChange {
    return noChange;
  }

  override update(part: ElementPart, [from, make]: Parameters<this['render']>): typeof noChange {
    if (this.chart && from.length === this.from.length && from.every((x, i) => x === this.from[i])) return noChange;
    this.from = from;
    const config = make();
    if (this.chart) {
      this.chart.data = config.data;
      this.chart.options = config.options ?? {};
      this.chart.update('none');
    } else this.chart = new Chart(part.element as HTMLCanvasElement, config);
    return noChange;
  }

  override disconnected(): void {
    this.chart?.destroy();
    this.chart = undefined;
  }
}

/** For a canvas: `from` is all that the chart is made of; it is made anew when any of it is another. */
export const chart = directive(ChartOnCanvas);
