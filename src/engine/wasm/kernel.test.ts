import { describe, expect, test } from 'vitest';
import { graphOf, SameBits } from '../../../test/engine/same-bits.ts';
import { Wild } from '../../../test/engine/wild.ts';
import { emitKernel, TILE, WasmKernel } from './index.ts';

const kernel = (book: Parameters<typeof graphOf>[0], output: string, draws: readonly boolean[]): WasmKernel => {
  const graph = graphOf(book);
  const code = emitKernel(graph, [graph.byName.get(output)!], draws);
  return new WasmKernel(new WebAssembly.Module(code.bytes as BufferSource), code.layout);
};

describe('kernel', () => {
  test('a worked example', () => {
    const k = kernel({ a: 0, b: 1, x: 'sum(a * t, 3) + b' }, 'x', [true, false]);
    k.siteParams[1] = 100;
    k.drawParam(0).fill(2);
    k.drawParam(0)[5] = -1;
    k.prepare();
    k.runTile();
    expect(k.output(0)).toHaveLength(TILE);
    expect([k.output(0)[0], k.output(0)[5], k.output(0)[63]]).toEqual([112, 94, 112]);
  });

  test('what does not vary by draw is there once the site is prepared', () => {
    const k = kernel({ a: 0, x: 'a * 3' }, 'x', [false]);
    k.siteParams[0] = 7;
    k.prepare();
    expect([...new Set(k.output(0))]).toEqual([21]);
  });

  test('kernels of one module do not share memory', () => {
    const graph = graphOf({ a: 0, x: 'a + 1' });
    const code = emitKernel(graph, [graph.byName.get('x')!], [true]);
    const module = new WebAssembly.Module(code.bytes as BufferSource);
    const [p, q] = [new WasmKernel(module, code.layout), new WasmKernel(module, code.layout)];
    for (const [i, k] of [p, q].entries()) {
      k.drawParam(0).fill(i);
      k.prepare();
      k.runTile();
    }
    expect([p.output(0)[0], q.output(0)[0]]).toEqual([1, 2]);
  });

  test('refusals', () => {
    const years = { a: 0, n: 1, x: 'sum(a, n)', y: 'a * t', construction: 'n' };
    expect(() => kernel(years, 'x', [true, true])).toThrow('may not vary by draw');
    expect(() => kernel(years, 'y', [true, false])).toThrow('not once-only');
    expect(() => kernel(years, 'x', [true, false]).drawParam(1)).toThrow('does not vary by draw');
    const k = kernel(years, 'x', [true, false]);
    k.siteParams[1] = 2.5;
    expect(() => k.prepare()).toThrow(RangeError);
    k.siteParams[1] = 61;
    expect(() => k.prepare()).toThrow('60');
    k.siteParams[1] = 60;
    expect(() => k.prepare()).not.toThrow();
    expect(() => kernel({ ...years, construction: '-1' }, 'x', [true, false]).prepare()).toThrow(RangeError);
  });
});

describe('formulas at random, as the interpreter', () => {
  test.each(Array.from({ length: 40 }, (_, i) => i))('seed %i', (seed) => {
    for (let i = 0; i < 10; i++) {
      const wild = new Wild(1 + seed * 100 + i);
      const names = ['p', 'q', 'r'];
      const graph = graphOf({
        ...Object.fromEntries(names.map((n) => [n, wild.once(5)])),
        construction: wild.pick([5, '0', '2']),
      });
      const outputs = names.map((n) => graph.byName.get(n)!);
      const draws = [0, 1, 2, 3].map(() => wild.pick([true, false]));
      const both = new SameBits(graph, outputs, [...draws, false, false]);
      for (let site = 0; site < 4; site++) {
        const odd = [0, -0, 1, 1e200, Number.NaN];
        const found = both.check((p) => {
          if (p === 4) return wild.pick([1, 2, 7, 60]);
          if (p === 5) return wild.pick([0, 1, 3]);
          return site > 1 && wild.pick([0, 0, 0, 0, 0, 1])
            ? wild.pick(odd)
            : wild.pick([-2, 0.3, 1, 4, 9.5, 120]) * 1.01;
        });
        expect(found).toEqual([]);
      }
    }
  });
});
