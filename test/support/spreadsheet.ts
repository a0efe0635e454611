/**
 * The money of one site worked out a second time, as in a spreadsheet: plain loops, written from the rules of calculation
 * (sections 2, 4, 5 and 6), not from the books of equations.
 */

export interface Plan {
  capex: number;
  eligibleCost: number;
  /** Rate ceiling, 0 to 1. */
  rate: number;
  /** Yearly saving at constant prices; year 1 first. */
  saving: (year: number) => number;
  /** Yearly reductions in tonnes. */
  reduction: (year: number) => number;
  opex: number;
  mrv: number;
  overhaulCost: number;
  overhaulYear: number;
  /** Replacement cost by year. */
  replacement: (year: number) => number;
  construction: number;
  horizon: number;
  evaluation: number;
  durable: number;
  lag: number;
  discount: number | undefined;
  escalation: number;
  creditPrice: number;
  /** Shares, 0 to 1. */
  goj: number;
  hostGovernment: number;
  hostParticipants: number;
  taxRate: number | undefined;
  taxYears: number | undefined;
  grantReducesTaxBase: boolean;
}

export const PLAN: Plan = {
  capex: 100e6,
  eligibleCost: 90e6,
  rate: 0.5,
  saving: () => 15e6,
  reduction: () => 1_000,
  opex: 1e6,
  mrv: 0,
  overhaulCost: 0,
  overhaulYear: 1,
  replacement: () => 0,
  construction: 0,
  horizon: 15,
  evaluation: 15,
  durable: 10,
  lag: 0,
  discount: 0.06,
  escalation: 0,
  creditPrice: 0,
  goj: 0.5,
  hostGovernment: 0,
  hostParticipants: 0,
  taxRate: undefined,
  taxYears: undefined,
  grantReducesTaxBase: true,
};

export interface Money {
  subsidy: number;
  /** Money at year ends, the first payment at 0. */
  flow: number[];
  npv: number | undefined;
  irr: number | string;
  payback: number | string;
  discountedPayback: number | string | undefined;
}

export interface Answer {
  with: Money;
  without: Money;
  reductionHorizon: number;
  reductionDurable: number;
  abatement: number | undefined;
  levelised: number | undefined;
  annualSaving: number;
  creditsJapaneseParticipants: number;
}

export function workOut(p: Plan): Answer {
  let reductionDurable = 0;
  for (let t = 1; t <= p.durable; t++) reductionDurable += p.reduction(t);
  let reductionHorizon = 0;
  for (let t = 1; t <= p.horizon; t++) reductionHorizon += p.reduction(t);
  const requested = p.rate * p.eligibleCost;
  const subsidy = Math.max(0, Math.min(requested, 4_000 * reductionDurable, 2e9));
  const bare: Plan = { ...p, taxRate: undefined, taxYears: undefined };
  const beforeTax = money(bare, 0, false).npv;
  let jp = 0;
  for (let t = 1; t <= p.horizon; t++) jp += credits(p, t).japaneseParticipants;
  let discounted = 0;
  if (p.discount !== undefined)
    for (let t = 1; t <= p.horizon; t++) discounted += p.reduction(t) / (1 + p.discount) ** (p.construction + t);
  return {
    with: money(p, subsidy, true),
    without: money(p, 0, false),
    reductionHorizon,
    reductionDurable,
    abatement: beforeTax === undefined ? undefined : -beforeTax / reductionHorizon,
    levelised: beforeTax === undefined ? undefined : -beforeTax / discounted,
    annualSaving: p.saving(1),
    creditsJapaneseParticipants: jp,
  };
}

/** @param duty whether there is a grant, and with it monitoring and credits */
function money(p: Plan, subsidy: number, duty: boolean): Money {
  const flow = new Array<number>(p.construction + Math.max(p.evaluation, p.lag) + 1).fill(0);
  const add = (k: number, amount: number) => {
    flow[k] = (flow[k] as number) + amount;
  };
  if (p.construction === 0) add(0, -p.capex);
  for (let k = 0; k < p.construction; k++) add(k, -p.capex / p.construction);
  add(p.construction + p.lag, subsidy);
  let losses = 0;
  for (let t = 1; t <= p.evaluation; t++) {
    const price = (1 + p.escalation) ** (t - 1);
    let cash = p.saving(t) * price - p.opex * price - p.replacement(t) * price;
    if (p.overhaulYear === t) cash -= p.overhaulCost * price;
    if (duty && t >= 2 && t <= p.horizon) cash -= p.mrv * price;
    if (duty && t <= p.horizon) {
      const c = credits(p, t);
      cash += (c.japaneseParticipants + c.hostParticipants) * p.creditPrice * price;
    }
    add(p.construction + t, cash);
    if (p.taxRate === undefined || p.taxYears === undefined) continue;
    const base = p.grantReducesTaxBase ? p.capex - subsidy : p.capex;
    let income = cash - (t <= p.taxYears ? base / p.taxYears : 0);
    if (income < 0) {
      losses -= income;
      income = 0;
    } else {
      const used = Math.min(losses, income);
      losses -= used;
      income -= used;
    }
    add(p.construction + t, -income * p.taxRate);
  }
  return {
    subsidy,
    flow,
    npv: p.discount === undefined ? undefined : presentValue(flow, p.discount),
    irr: rateOfReturn(flow),
    payback: paidBack(flow, p.construction, 0),
    discountedPayback: p.discount === undefined ? undefined : paidBack(flow, p.construction, p.discount),
  };
}

/** Whole tonnes of a year and their split; the rest goes to the Government of Japan. */
function credits(p: Plan, year: number): { japaneseParticipants: number; hostParticipants: number } {
  const down = (x: number) => Math.floor(Number(x.toFixed(6)));
  const issued = year > p.horizon ? 0 : Math.max(0, down(p.reduction(year)));
  const japan = 1 - p.goj - p.hostGovernment - p.hostParticipants;
  return {
    japaneseParticipants: down(issued * Math.max(0, japan)),
    hostParticipants: down(issued * p.hostParticipants),
  };
}

export function presentValue(flow: readonly number[], rate: number): number {
  let total = 0;
  for (const [k, x] of flow.entries()) total += x / (1 + rate) ** k;
  return total;
}

/** By bisection of the present value; a reason where there is none or not one. */
export function rateOfReturn(flow: readonly number[]): number | string {
  const signs = flow.filter((x) => x !== 0).map(Math.sign);
  const changes = signs.filter((s, i) => i > 0 && s !== signs[i - 1]).length;
  if (changes === 0) return 'no_sign_change';
  if (changes > 1) return 'several_sign_changes';
  const start = signs[0] as number;
  // The present value has the sign of the last payments at a rate near −1 and of the first ones at a great one.
  let low = -1 + 1e-9;
  let high = 1;
  while (Math.sign(presentValue(flow, high)) !== start && high < 1e12) high *= 2;
  for (let i = 0; i < 300; i++) {
    const middle = low + (high - low) / 2;
    if (Math.sign(presentValue(flow, middle)) === start) high = middle;
    else low = middle;
  }
  return low + (high - low) / 2;
}

/** Years from commissioning until what was paid is back, straight within the year. */
function paidBack(flow: readonly number[], construction: number, rate: number): number | string {
  let total = 0;
  for (let k = 0; k <= construction; k++) total += (flow[k] as number) / (1 + rate) ** k;
  if (total >= 0) return 0;
  for (let k = construction + 1; k < flow.length; k++) {
    const x = (flow[k] as number) / (1 + rate) ** k;
    if (total + x >= 0) return k - construction - 1 + -total / x;
    total += x;
  }
  return 'not_paid_back';
}
