/** What is said of many sites alike is said once, with how many they are. */
import type { Finding } from '../assessment/findings.ts';
import type { Texts } from '../i18n/index.ts';

interface Kind {
  first: Finding;
  sites: Set<string | number | undefined>;
  /** Numbers that differ from site to site. */
  differ: boolean;
}

export class RepeatedFindings {
  /** How many were added. */
  size = 0;
  private readonly kinds = new Map<string, Kind>();

  /** Alike: the same but for site, line and numbers. */
  add(f: Finding): void {
    this.size++;
    const key = [f.code, f.severity, f.column ?? '', ...Object.values(f.params).map(withoutNumbers)].join(' ');
    const kind = this.kinds.get(key) ?? { first: f, sites: new Set(), differ: false };
    if (JSON.stringify(f.params) !== JSON.stringify(kind.first.params)) kind.differ = true;
    kind.sites.add(f.site_id ?? f.row);
    this.kinds.set(key, kind);
  }

  /** The first of each kind, with the number of sites where there are several. */
  *texts(texts: Texts): Generator<[Finding['severity'], string]> {
    for (const { first, sites, differ } of this.kinds.values()) {
      const { site_id: _id, row: _row, ...common } = first;
      const alone = sites.size < 2;
      const many = alone ? '' : texts.cli(differ ? 'alikeAtSites' : 'sameAtSites', { n: sites.size });
      yield [first.severity, texts.finding(alone ? first : common) + many];
    }
  }
}

const withoutNumbers = (v: unknown): string => String(v).replace(/[\d.,]+/g, '#');
