/** A graph → the bytes of a module that evaluates it for tiles of draws, and where its numbers lie. */
import type { Graph } from '../graph.ts';
import { Code } from './asm.ts';
import type { Ir } from './ir.ts';
import { Loops } from './loops.ts';
import { lower } from './lower.ts';
import { LEAD, Memory, ROW } from './memory.ts';
import { moduleBytes } from './module.ts';
import { payback } from './payback.ts';
import { classify, DRAW, planPass, type Vary } from './plan.ts';
import { rateOfReturn } from './rate-of-return.ts';
import { sitePass, within } from './site-pass.ts';
import { type Shared, seriesPlace } from './values.ts';

/** Where things lie in the memory of a kernel: byte addresses. */
export interface KernelLayout {
  params: number;
  site: number;
  /** Parameter → its tile of draws; −1 for a constant of the site. */
  draws: readonly number[];
  outputs: readonly { at: number; perSite: boolean }[];
  /** Years of construction of the site, checked when a site is prepared. */
  construction: number;
}

/** Plain data, to hand to a worker. */
export interface KernelCode {
  bytes: Uint8Array;
  layout: KernelLayout;
}

/** Pairs of lanes whose rates of return are found side by side. */
const WIDE = 4;
const IMPORTS = ['exp', 'log'] as const;

/**
 * @param outputs once-only nodes
 * @param drawParams parameter → whether it varies by draw; the first year of a series speaks for all its years
 * @throws Error on an output that is not once-only
 * @throws NoKernel where there is no form for the graph, as when a length of time varies by draw
 */
export function emitKernel(graph: Graph, outputs: readonly number[], drawParams: readonly boolean[]): KernelCode {
  return new Emission(graph, outputs, drawParams).run();
}

/** Functions of one form of the graph: its prologue for a site, and its draws. */
interface Form {
  /** Takes numbers of the site for such. */
  assumes: boolean;
  site: number;
  draws: number;
}

class Emission {
  private readonly memory = new Memory();
  private readonly functions: Code[] = [];
  private readonly outputsAt: readonly number[];
  private readonly siteAt: number;
  private readonly constructionAt: number;
  private readonly yearsAt: number;
  private readonly leadAt: number;
  private readonly stateAt: number;
  private readonly drawParams: readonly boolean[];
  private readonly graph: Graph;
  private readonly outputs: readonly number[];
  /** Outputs that no form of the graph lets vary by draw. */
  private perSite: readonly boolean[] = [];

  constructor(graph: Graph, outputs: readonly number[], drawParams: readonly boolean[]) {
    this.graph = graph;
    this.outputs = outputs;
    this.drawParams = drawParams;
    const { memory } = this;
    this.siteAt = memory.reserve(drawParams.length * 8);
    this.constructionAt = memory.reserve(8);
    this.yearsAt = memory.reserve(4);
    this.leadAt = memory.reserve(4);
    this.stateAt = memory.reserve(4);
    this.outputsAt = outputs.map(() => memory.reserve(ROW));
  }

  run(): KernelCode {
    const { bold, exact: other } = lower(this.graph, this.outputs);
    const forms = other ? [bold, other] : [bold];
    const varying = forms.map((ir) => classify(ir, this.drawParams));
    this.perSite = this.outputs.map((_, i) => forms.every((ir, f) => varying[f]![ir.outputs[i]!] !== DRAW));
    const helpers = this.helpers(forms);
    const first = this.form(bold, varying[0]!, 'bold', helpers);
    const exact = other ?? (first.assumes ? bold : undefined);
    const exports = exact
      ? this.careful(first, this.form(exact, varying.at(-1)!, 'exact', helpers))
      : this.plain(first);
    const { memory } = this;
    const draws = this.drawPlaces();
    return {
      bytes: moduleBytes({
        imports: IMPORTS,
        functions: this.functions,
        exports,
        pages: memory.pages,
        data: memory.data,
      }),
      layout: {
        params: this.drawParams.length,
        site: this.siteAt,
        draws,
        outputs: this.outputsAt.map((at, i) => ({ at, perSite: this.perSite[i]! })),
        construction: this.constructionAt,
      },
    };
  }

  /** Each parameter's tile of draws; those of a series lie one after the other. */
  private drawPlaces(): number[] {
    const { memory } = this;
    const places = this.drawParams.map(() => -1);
    for (const n of this.graph.nodes) {
      if (n.op !== 'series' || !this.drawParams[n.v]) continue;
      const at = seriesPlace(memory, n.v, n.count!);
      for (let year = 0; year < n.count!; year++) places[n.v + year] = at + year * ROW;
    }
    return places.map((at, p) => (at < 0 && this.drawParams[p] ? memory.place(`draws ${p}`, ROW) : at));
  }

  private add(code: Code): number {
    return IMPORTS.length + this.functions.push(code) - 1;
  }

  private helpers(forms: readonly Ir[]): Shared['helpers'] {
    const has = (op: string): boolean => forms.some((ir) => ir.nodes.some((n) => n.op === op));
    const irr = has('irr');
    return {
      exp: 0,
      log: 1,
      irr: irr ? this.add(rateOfReturn(this.memory, 1)) : -1,
      irrWide: irr ? this.add(rateOfReturn(this.memory, WIDE)) : -1,
      payback: has('payback') ? this.add(payback()) : -1,
    };
  }

  private form(ir: Ir, vary: readonly Vary[], form: string, helpers: Shared['helpers']): Form {
    const c = ir.nodes[ir.construction]!;
    const shared: Shared = {
      form,
      ir,
      vary,
      memory: this.memory,
      lead: c.op === 'const' ? leadOf(c.v) : undefined,
      helpers,
      imports: new Set(),
      masks: new Set(),
      ends: new Set(),
      assumed: form === 'bold' ? new Map() : undefined,
      yearsAt: this.yearsAt,
      leadAt: this.leadAt,
      siteAt: this.siteAt,
    };
    // The draws first: they say what they read of the site.
    const draws = this.add(this.draws(shared));
    const perSite = ir.outputs.flatMap((id, i) => (this.perSite[i] ? [{ id, at: this.outputsAt[i]! }] : []));
    return {
      draws,
      site: this.add(sitePass(shared, perSite, this.constructionAt)),
      assumes: (shared.assumed?.size ?? 0) > 0,
    };
  }

  /** Evaluates all draws of the tile; 1 if the assumptions of the form hold. */
  private draws(shared: Shared): Code {
    const { ir, vary } = shared;
    const code = new Code([], ['i32']);
    const wanted = ir.outputs.flatMap((id, i) => (this.perSite[i] ? [] : [{ id, at: this.outputsAt[i]! }]));
    const assumed = ir.assumptions.filter((a) => vary[a.node] === DRAW);
    const plan = planPass(ir, vary, DRAW, [...wanted.map((w) => w.id), ...assumed.map((a) => a.node)]);
    const late = new Set(
      wanted
        .map((w) => w.id)
        .filter((id) => {
          const reads = wanted.filter((w) => w.id === id).length;
          return ir.nodes[id]!.op === 'irr' && vary[id] === DRAW && plan.uses[id] === reads;
        }),
    );
    const loops = new Loops(code, shared, plan, late);
    const v = loops.values;
    const fine = code.local('v128');
    code.zero().simd('not').set(fine);
    const eachPair = (body: () => void): void => {
      code.i32(0).set(v.offset).loop();
      body();
      code.get(v.offset).i32(16).op('i32.add').tee(v.offset).i32(ROW).op('i32.lt_u').brIf(0).op('end');
    };
    // The years of a pair are one long chain; a processor that also waits for divisions does not see as far as the next pair.
    const early = loops.early();
    if (early.length > 0) eachPair(() => loops.before(early));
    eachPair(() => {
      loops.all();
      for (const w of wanted) {
        if (late.has(w.id)) continue;
        code.get(v.offset);
        v.value(w.id);
        code.store(w.at);
      }
      for (const a of assumed) within(v, a.node, a.below, fine);
    });
    for (const w of wanted) {
      if (!late.has(w.id)) continue;
      code.i32(0).set(v.offset).loop();
      code.get(v.offset).i32(loops.flowAt(w.id)).op('i32.add').get(v.offset).i32(w.at).op('i32.add');
      loops.flowLength();
      code
        .call(shared.helpers.irrWide)
        .get(v.offset)
        .i32(WIDE * 16)
        .op('i32.add')
        .tee(v.offset);
      code.i32(ROW).op('i32.lt_u').brIf(0).op('end');
    }
    return code.get(fine).simd('allTrue');
  }

  private plain(form: Form): Map<string, number> {
    return new Map([
      ['prepare', this.add(new Code().call(form.site).op('drop'))],
      ['tile', this.add(new Code().call(form.draws).op('drop'))],
    ]);
  }

  /**
   * The exact form steps in for a site or a tile for which the bold one's assumptions fail.
   * State: 0 bold prologue done · 1 its assumptions fail, exact one done · 2 both done, bold draws first.
   */
  private careful(bold: Form, exact: Form): Map<string, number> {
    const setState = (code: Code, n: number): Code => code.i32(0).i32(n).storeI32(this.stateAt);
    const state = (code: Code): Code => code.i32(0).loadI32(this.stateAt);
    const prepare = setState(new Code(), 0).call(bold.site).op('i32.eqz').if();
    setState(prepare.call(exact.site).op('drop'), 1).op('end');
    const tile = state(new Code()).i32(1).op('i32.ne').if();
    tile.call(bold.draws).if().op('return').op('end');
    state(tile).op('i32.eqz').if();
    setState(tile.call(exact.site).op('drop'), 2).op('end').op('end');
    tile.call(exact.draws).op('drop');
    return new Map([
      ['prepare', this.add(prepare)],
      ['tile', this.add(tile)],
    ]);
  }
}

const leadOf = (c: number): number => (c > 0 ? Math.min(Math.ceil(c), LEAD) : 0);
