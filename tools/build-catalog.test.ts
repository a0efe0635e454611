import { beforeAll, describe, expect, test } from 'vitest';
import { type Assessment, bindShape } from '../src/assessment/assessment.ts';
import { REASONS } from '../src/assessment/reasons.ts';
import { checkCatalog } from '../src/catalog/check.ts';
import type { Catalog, Quantity } from '../src/catalog/index.ts';
import { Interpreter } from '../src/engine/interpreter.ts';
import { buildModel } from '../src/engine/model.ts';
import { reasonOf } from '../src/engine/reason.ts';
import { loadCatalogFromFiles } from './build-catalog.ts';

let catalog: Catalog;
beforeAll(async () => {
  catalog = await loadCatalogFromFiles();
});

const technologies = () => Object.values(catalog.books).filter((b) => b.kind === 'technology' && !b.abstract);

/** Technology × (no methodology, or any of any technology, each version) × country. */
function* combinations(): Generator<Record<string, string>> {
  for (const technology of technologies()) {
    for (const c of catalog.countries.filter((x) => x.status !== 'none'))
      yield { technology: technology.id, country: c.iso2 };
    yield { technology: technology.id, country: 'FR' };
    for (const [methodology, m] of Object.entries(catalog.methodologies))
      yield { technology: technology.id, country: m.country ?? 'VN', methodology };
  }
}

/** Numeric inputs of the books that describe the site. */
function numericInputs(a: Assessment): Quantity[] {
  return [...a.composition.entries.values()]
    .filter((e) => e.suffix === '' && e.quantity.input && e.quantity.kind === 'number')
    .map((e) => e.quantity);
}

/** A number that the column takes: the geometric or plain middle of its range. */
function within(q: Quantity): number {
  const [low, high] = q.range ?? [1, 10];
  const middle = low > 0 ? Math.sqrt(low * high) : (low + high) / 2;
  return q.whole ? Math.round(middle) : middle;
}

/** Every output has a finite number or a reason of the list. */
function run(a: Assessment, numbers: readonly number[]): void {
  const model = buildModel(a, undefined, { everyQuantity: true, totals: true, years: true });
  const frame = new Interpreter().run(model.graph, Float64Array.from(numbers), 1);
  const conditions = model.graph.nodes.flatMap((n) => n.ids ?? []);
  for (const o of model.outputs) {
    const value = frame.buffer[frame.at[o.node]!]!;
    if (Number.isFinite(value)) continue;
    const reason = reasonOf(frame, o.node, 0);
    const code = reason.split(':')[0] as string;
    expect([o.column, [...REASONS, ...conditions].includes(code) ? 'known' : reason]).toEqual([o.column, 'known']);
  }
}

test('the catalog has no faults', () => {
  expect(checkCatalog(catalog)).toEqual([]);
});

test('it is the same every time, and JSON as it stands', async () => {
  const again = await loadCatalogFromFiles();
  expect(again.hash).toBe(catalog.hash);
  expect(JSON.stringify(JSON.parse(JSON.stringify(catalog)))).toBe(JSON.stringify(catalog));
});

describe('every technology with every methodology and in every country', () => {
  test('binds and runs with no number given', () => {
    let n = 0;
    for (const texts of combinations()) {
      const a = bindShape(catalog, { texts, params: [] });
      expect(a.outputs.length).toBeGreaterThan(30);
      run(a, []);
      n++;
    }
    expect(n).toBeGreaterThan(technologies().length * 50);
  });

  test('binds and runs with every number of the technology given', () => {
    for (const texts of combinations()) {
      const book = catalog.books[texts.technology as string]!;
      const books = [book, ...book.uses.map((u) => catalog.books[u]!)];
      const inputs = books.flatMap((b) => Object.values(b.quantities)).filter((q) => q.input && q.kind === 'number');
      run(bindShape(catalog, { texts, params: inputs.map((q) => q.name) }), inputs.map(within));
    }
  });

  test('binds and runs with every number there is', () => {
    for (const texts of combinations()) {
      const inputs = numericInputs(bindShape(catalog, { texts, params: [] }));
      run(bindShape(catalog, { texts, params: inputs.map((q) => q.name) }), inputs.map(within));
    }
  });

  test('binds and runs with each number alone', () => {
    for (const technology of technologies()) {
      const texts = { technology: technology.id, country: 'TH' };
      for (const q of numericInputs(bindShape(catalog, { texts, params: [] })))
        run(bindShape(catalog, { texts, params: [q.name] }), [within(q)]);
    }
  });

  test('binds and runs with each label and each call', () => {
    for (const technology of technologies()) {
      const texts = { technology: technology.id, country: 'VN' };
      const plain = bindShape(catalog, { texts, params: [] });
      for (const { quantity: q } of plain.composition.entries.values()) {
        for (const label of q.input ? Object.keys(q.labels ?? {}) : []) {
          const inputs = numericInputs(plain);
          run(
            bindShape(catalog, { texts: { ...texts, [q.name]: label }, params: inputs.map((x) => x.name) }),
            inputs.map(within),
          );
        }
      }
      for (const c of catalog.calls)
        run(bindShape(catalog, { texts: { ...texts, programme: `${c.programme}@${c.call}` }, params: [] }), []);
    }
  });
});

test('with every number given, the main outputs of an approved methodology exist', () => {
  for (const [id, m] of Object.entries(catalog.methodologies)) {
    for (const technology of m.technologies) {
      const texts = { technology, country: m.country ?? 'VN', methodology: id };
      // The middles of the three shares of the credits would add up to more than 100 %.
      const inputs = numericInputs(bindShape(catalog, { texts, params: [] })).filter(
        (q) => !/^(goj|host)_/.test(q.name),
      );
      const a = bindShape(catalog, { texts, params: inputs.map((q) => q.name) });
      const model = buildModel(a);
      const frame = new Interpreter().run(model.graph, Float64Array.from(inputs.map(within)), 1);
      for (const column of ['reduction_tco2_year1', 'reduction_tco2_horizon', 'subsidy_jpy', 'npv_jpy']) {
        const node = model.outputs.find((o) => o.column === column)!.node;
        expect([id, column, Number.isFinite(frame.buffer[frame.at[node]!]!)]).toEqual([id, column, true]);
      }
    }
  }
});
