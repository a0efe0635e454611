/** A chart with its title, what it says in a sentence, its numbers as a table, and a way to take it along. */
import type { ChartConfiguration } from 'chart.js';
import { html, type TemplateResult } from 'lit';
import type { Texts } from '../../../src/i18n/index.ts';
import { chart } from '../charts/chart.ts';
import { savePicture } from '../charts/picture.ts';

export interface FigureContent {
  id: string;
  title: string;
  sentence: string;
  /** All that the chart is made of. */
  from: readonly unknown[];
  make: () => ChartConfiguration;
  heads: readonly string[];
  /** At most so many of its rows. */
  rows: (most: number) => readonly (readonly string[])[];
}

/** Rows of the table twin at most; the results hold all. */
const MOST = 200;

export function figureView(f: FigureContent, t: Texts): TemplateResult {
  const take = (e: Event): void => {
    const canvas = (e.target as HTMLElement).closest('figure')?.querySelector('canvas');
    if (canvas) savePicture(canvas, `${f.id}.png`);
  };
  return html`
    <figure id=${f.id} class="chart">
      <figcaption>
        <h3>${f.title}</h3>
        <p>${f.sentence}</p>
      </figcaption>
      <div class="canvas"><canvas role="img" aria-label="${f.title}: ${f.sentence}" ${chart(f.from, f.make)}></canvas></div>
      <div class="tools">
        <details>
          <summary>${t.page('asTable')}</summary>
          <div class="scroll twin" tabindex="0" role="region" aria-label=${f.title}>
            <table>
              <thead>
                <tr>
                  ${f.heads.map((h) => html`<th scope="col">${h}</th>`)}
                </tr>
              </thead>
              <tbody>
                ${f
                  .rows(MOST)
                  .map(
                    (r) =>
                      html`<tr>${r.map((c, i) => (i === 0 ? html`<th scope="row">${c}</th>` : html`<td class="number">${c}</td>`))}</tr>`,
                  )}
              </tbody>
            </table>
          </div>
        </details>
        <button @click=${take}>${t.page('picture')}</button>
      </div>
    </figure>
  `;
}
