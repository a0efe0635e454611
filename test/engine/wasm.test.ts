/** Every model of the catalog through the kernel and the interpreter: the same bits. */
import { describe, expect, test } from 'vitest';
import { bindShape } from '../../src/assessment/assessment.ts';
import { inputColumns } from '../../src/assessment/columns.ts';
import { EMPTY_SCENARIO } from '../../src/assessment/site.ts';
import type { Catalog, Methodology, Quantity } from '../../src/catalog/index.ts';
import { buildDrawModel, type DrawModel } from '../../src/engine/draw-model.ts';
import type { Graph } from '../../src/engine/graph.ts';
import { Interpreter } from '../../src/engine/interpreter.ts';
import { spreadNames } from '../../src/simulate/default-spread.ts';
import { loadCatalogFromFiles } from '../../tools/build-catalog.ts';
import { generator, SameBits } from './same-bits.ts';

const catalog: Catalog = await loadCatalogFromFiles();
const inputs = inputColumns(catalog).ofTechnology;

const CASES = [...inputs.keys()].flatMap((technology) => [
  [`${technology} without a methodology`, technology, undefined] as const,
  ...Object.values(catalog.methodologies)
    .filter((m) => m.technologies.includes(technology))
    .map((m) => [`${technology} under ${m.id}@${m.version}`, technology, m] as const),
]);

/** What the catalog itself spreads year by year: it must fit wherever it is read. */
const OWN = spreadNames(catalog, EMPTY_SCENARIO, true).yearly;

/** Parameters on which lengths of time rest: they cannot vary by draw. */
function lengthParams(graph: Graph): Set<number> {
  const params = new Set<number>();
  const seen = new Set<number>();
  const visit = (id: number): void => {
    if (seen.has(id)) return;
    seen.add(id);
    const n = graph.nodes[id]!;
    if (n.op === 'param') params.add(n.v);
    n.args.forEach(visit);
  };
  for (const id of [...graph.lengths, graph.construction]) visit(id);
  return params;
}

class Case {
  finite = 0;
  yearly = 0;
  private readonly next: () => number;
  private readonly quantities: ReadonlyMap<string, Quantity>;
  private readonly texts: Record<string, string>;

  constructor(technology: string, methodology: Methodology | undefined, seed: number) {
    this.next = generator(seed);
    this.quantities = inputs.get(technology)!;
    this.texts = { country: methodology?.country ?? 'VN', technology };
    if (methodology) this.texts.methodology = `${methodology.id}@${methodology.version}`;
    for (const [name, q] of this.quantities) {
      const labels = Object.keys(q.labels ?? {});
      if (labels.length > 0) this.texts[name] ??= labels[Math.floor(this.next() * labels.length)]!;
    }
  }

  /** The model for draws, with every given quantity drawn anew each year that the equations allow it for. */
  private model(params: readonly string[], redraw: boolean): DrawModel {
    const assessment = bindShape(catalog, { texts: this.texts, params });
    const columns = new Set(assessment.outputs.map((o) => o.column));
    const options = { life: [], redraw };
    const fits = (name: string): boolean => {
      try {
        return buildDrawModel(assessment, columns, { ...options, yearly: [name] }).series.size > 0;
      } catch {
        return false;
      }
    };
    return buildDrawModel(assessment, columns, { ...options, yearly: new Set([...OWN, ...params.filter(fits)]) });
  }

  /**
   * @param share of the numeric inputs that are given
   * @param redraw whether what is fixed at the middles is worked out in every draw
   */
  check(share: number, redraw: boolean): void {
    const numbers = [...this.quantities].filter(([name, q]) => q.kind === 'number' && !(name in this.texts));
    const params = numbers.map(([name]) => name).filter(() => this.next() < share);
    const model = this.model(params, redraw);
    const { graph, outputs, params: all, series } = model;
    this.atMiddles(model);
    const fixed = lengthParams(graph);
    const draws = all.map((_, p) => this.next() < 0.5 && !fixed.has(p));
    for (const s of series.values()) draws.fill(draws[s.param]!, s.param, s.param + s.years);
    this.yearly += series.size;
    const once = outputs.map((o) => o.node).filter((id) => graph.nodes[id]!.rank === 'once');
    const both = new SameBits(graph, once, draws);
    for (let site = 0; site < 4; site++) {
      const odd = site > 1;
      const found = both.check((p) => this.pick(this.quantities.get(all[p]!), odd && draws[p]!));
      expect(found.map((d) => ({ ...d, output: outputs.find((o) => o.node === once[d.output])!.column }))).toEqual([]);
      this.finite += once.filter((_, i) => Number.isFinite(both.kernel.output(i)[0])).length;
    }
  }

  /** The regrouped equations of the draws give what the equations as they stand in the books give. */
  private atMiddles({ middle, graph, outputs, params, fromMiddle }: DrawModel): void {
    const own = middle.assessment.shape.params;
    const numbers = Float64Array.from(own, (name) => this.pick(this.quantities.get(name), false));
    const whole = new Interpreter().run(middle.graph, numbers, 1);
    const expected = middle.outputs.map((o) => whole.buffer[whole.at[o.node]!]!);
    const drawn = new Float64Array(params.length);
    drawn.set(numbers);
    for (const f of fromMiddle) drawn[f.param] = whole.buffer[whole.at[f.node]!]!;
    const frame = new Interpreter().run(graph, drawn, 1);
    for (const [i, o] of outputs.entries()) {
      const [got, wanted] = [frame.buffer[frame.at[o.node]!]!, expected[i]!];
      if (!Number.isFinite(wanted)) expect(got, o.column).not.toSatisfy(Number.isFinite);
      else expect(Math.abs(got - wanted), o.column).toBeLessThanOrEqual(1e-11 * Math.abs(wanted));
    }
  }

  /** @param q nothing for what is fixed at the middles */
  private pick(q: Quantity | undefined, odd: boolean): number {
    const [low, high] = q?.range ?? [undefined, undefined];
    const from = low ?? 0;
    const to = Math.min(high ?? 1e6, q?.whole ? from + 30 : 1e6);
    if (q?.whole) return from + Math.floor(this.next() * (to - from + 1));
    const x = from + this.next() * (to - from);
    if (!odd || this.next() > 0.08) return x;
    return [Number.NaN, 0, -0, 1e300, -x][Math.floor(this.next() * 5)]!;
  }
}

describe('every technology under every methodology', () => {
  test.each(CASES)('%s', (name, technology, methodology) => {
    const c = new Case(technology, methodology, CASES.findIndex(([n]) => n === name) + 1);
    c.check(1, false);
    c.check(1, true);
    c.check(0.6, true);
    expect(c.finite).toBeGreaterThan(0);
    expect(c.yearly).toBeGreaterThan(0);
  });
});
