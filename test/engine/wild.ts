/** Expressions at random over parameters 0 … 3 and the years; lengths are parameter 4 or fixed. */
import type { BoundExpr } from '../../src/formula/index.ts';
import { generator } from './same-bits.ts';

export class Wild {
  private readonly next: () => number;
  constructor(seed: number) {
    this.next = generator(seed);
  }

  pick<T>(list: readonly T[]): T {
    return list[Math.floor(this.next() * list.length)]!;
  }

  once(depth: number): BoundExpr {
    if (depth === 0) return this.leaf();
    const e = () => this.once(depth - 1);
    switch (Math.floor(this.next() * 6)) {
      case 0:
        return { k: 'call', op: this.pick(['sum', 'mean']), args: [this.yearly(depth - 1), this.length()] };
      case 1:
        return { k: 'call', op: 'npv', args: [e(), this.flow(depth - 1)] };
      case 2:
        return { k: 'call', op: this.pick(['irr', 'payback']), args: [this.flow(depth - 1)] };
      default:
        return this.elementwise(e);
    }
  }

  private leaf(): BoundExpr {
    if (this.next() < 0.7) return { k: 'param', index: Math.floor(this.next() * 4) };
    return { k: 'num', v: this.pick([0, -0, 1, 2, 100, 0.01, -3, 0.25]) };
  }

  private length(): BoundExpr {
    return this.next() < 0.5 ? { k: 'param', index: 4 } : { k: 'num', v: this.pick([1, 5, 15]) };
  }

  private yearly(depth: number): BoundExpr {
    if (depth === 0) return this.next() < 0.5 ? { k: 'year' } : this.leaf();
    const e = () => (this.next() < 0.7 ? this.yearly(depth - 1) : this.once(depth - 1));
    switch (Math.floor(this.next() * 7)) {
      case 0:
        return { k: 'call', op: this.pick(['compound', 'cumulative']), args: [e()] };
      case 1:
        return { k: 'call', op: 'prev', args: [e(), e()] };
      case 2:
        return { k: 'call', op: 'at', args: [this.once(depth - 1), this.once(depth - 1)] };
      default:
        return this.elementwise(e);
    }
  }

  private flow(depth: number): BoundExpr {
    const amount = () => this.once(Math.max(0, depth - 1));
    switch (Math.floor(this.next() * (depth > 0 ? 6 : 3))) {
      case 0:
        return { k: 'call', op: 'operating', args: [this.yearly(Math.max(0, depth - 1)), this.length()] };
      case 1:
        return { k: 'call', op: 'even', args: [amount(), this.pick<BoundExpr>([this.length(), { k: 'num', v: 0 }])] };
      case 2:
        return { k: 'call', op: 'lump', args: [amount(), this.length()] };
      case 3:
        return { k: 'call', op: 'mul', args: [amount(), this.flow(depth - 1)] };
      case 4:
        return { k: 'call', op: 'cond', args: [amount(), this.flow(depth - 1), { k: 'num', v: 0 }] };
      default:
        return { k: 'call', op: this.pick(['add', 'sub']), args: [this.flow(depth - 1), this.flow(depth - 1)] };
    }
  }

  private elementwise(e: () => BoundExpr): BoundExpr {
    const op = this.pick([
      'add',
      'sub',
      'mul',
      'mul',
      'div',
      'min',
      'max',
      'lt',
      'ge',
      'eq',
      'cond',
      'floor',
      'neg',
      'abs',
    ] as const);
    if (op === 'cond') return { k: 'call', op, args: [e(), e(), e()] };
    if (op === 'neg' || op === 'abs') return { k: 'call', op, args: [e()] };
    return { k: 'call', op, args: [e(), e()] };
  }
}
