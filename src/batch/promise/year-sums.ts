/** The yearly figure of a unit, summed over its rows: a row counts in the years of its own horizon, and in no other. */
import type { Frame } from '../../engine/interpreter.ts';

/** At the middles: the figure of each year, its sum over the years, and the yearly average that is scored. */
export interface PlannedYears {
  years: readonly number[];
  total: number;
  average: number;
}

export interface Drawn {
  /** Names: the yearly quantity, for how many years, its average over them, and the scores. */
  series: string;
  years: string;
  /** Not everybody needs it. */
  average?: string | undefined;
  scores: readonly string[];
}

export class YearSums {
  /** One array of draws a year, from year 1 to the end of the row that runs longest; NaN where a row has no figure. */
  readonly years: Float64Array[] = [];
  /** The yearly averages, each over its row's own horizon. */
  readonly averages: Float64Array;
  private readonly wanted: Drawn;
  private readonly draws: number;

  constructor(wanted: Drawn, draws: number) {
    this.wanted = wanted;
    this.draws = draws;
    this.averages = new Float64Array(draws);
  }

  /** @param frame a row; lane l is draw `from` + l */
  add(frame: Frame, from: number): void {
    const { graph, lanes, buffer, at } = frame;
    const node = (name: string) => graph.byName.get(name) as number;
    const series = node(this.wanted.series);
    const length = at[node(this.wanted.years)] as number;
    const average = this.wanted.average === undefined ? undefined : (at[node(this.wanted.average)] as number);
    const stride = graph.nodes[series]?.rank === 'once' ? 0 : lanes;
    for (let l = 0; l < lanes; l++) {
      if (average !== undefined) addTo(this.averages, from + l, buffer[average + l] as number);
      for (let t = 0; t < (buffer[length + l] as number); t++) {
        this.years[t] ??= new Float64Array(this.draws);
        addTo(this.years[t] as Float64Array, from + l, buffer[(at[series] as number) + t * stride + l] as number);
      }
    }
  }
}

function addTo(sums: Float64Array, k: number, v: number): void {
  sums[k] = Number.isFinite(v) ? (sums[k] as number) + v : Number.NaN;
}

/** @param sums of a single draw, the middles */
export function plannedOf({ years, averages }: YearSums): PlannedYears {
  const list = years.map((y) => y[0] as number);
  return { years: list, total: list.reduce((a, b) => a + b, 0), average: averages[0] as number };
}
