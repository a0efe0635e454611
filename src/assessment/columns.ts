/** Which columns a sheet may have: made from the inputs of all books, so a new book brings its columns by itself. */
import type { Catalog, Quantity } from '../catalog/index.ts';

export const IDENTITY = ['site_id', 'name', 'project_id', 'proposal_id'] as const;
/** Texts that choose books or look-ups. */
export const KEYS = ['country', 'grid', 'technology', 'methodology', 'programme'] as const;

export interface InputColumns {
  /** Column → quantities of that column (one a technology at most). */
  byColumn: ReadonlyMap<string, readonly Quantity[]>;
  /** What people may write before a unit in brackets (name, label, header alias), folded → quantities. */
  byBase: ReadonlyMap<string, readonly Quantity[]>;
  /** Technology → name → its quantity. */
  ofTechnology: ReadonlyMap<string, ReadonlyMap<string, Quantity>>;
  keyLabels: ReadonlyMap<string, (typeof KEYS)[number] | (typeof IDENTITY)[number]>;
}

const KEY_LABELS: Readonly<Record<string, readonly string[]>> = {
  site_id: ['site id', 'サイトID', '候補サイトID', 'ID', 'サイト番号', '番号'],
  name: ['site name', '名称', 'サイト名', '候補サイト', '施設名', '案件名'],
  project_id: ['project', '案件ID', 'プロジェクトID'],
  proposal_id: ['proposal', '提案ID'],
  country: ['国', '国名', '対象国', 'ホスト国', 'パートナー国'],
  grid: ['電力系統', '系統', '系統名'],
  technology: ['技術', '導入技術', '対象技術'],
  methodology: ['方法論', 'JCM方法論'],
  programme: ['program', '支援事業', '補助事業'],
};

/** The Japanese header of an identity or key column; the reader takes it back. */
export const japaneseKey = (key: string): string =>
  (KEY_LABELS[key] ?? []).find((l) => /[\u3040-\u9fff]/.test(l)) ?? key;

export const foldText = (s: string): string =>
  s
    .normalize('NFKC')
    .trim()
    .toLowerCase()
    .replace(/[\s_-]+/g, ' ');

const KEYS_BY_LABEL: InputColumns['keyLabels'] = new Map(
  [...IDENTITY, ...KEYS].flatMap((key) =>
    [key, ...(KEY_LABELS[key] ?? [])].map((label) => [foldText(label), key] as const),
  ),
);

/** The identity or key column that a header means by any of its labels. */
export const keyOf = (header: string): string | undefined => KEYS_BY_LABEL.get(foldText(header));

/** What people may write for a quantity before its unit: labels also without what they say in brackets. */
function basesOf(q: Quantity): Set<string> {
  const labels = [q.label.en, q.label.ja];
  const short = labels.map((l) => l.normalize('NFKC').replace(/\s*\([^)]*\)\s*$/, ''));
  return new Set([q.name, ...labels, ...short, ...(q.header ? [q.header] : [])]);
}

export function inputColumns(catalog: Catalog): InputColumns {
  const byColumn = new Map<string, Quantity[]>();
  const byBase = new Map<string, Quantity[]>();
  const ofTechnology = new Map<string, Map<string, Quantity>>();
  const shared: Quantity[] = [];
  const put = (map: Map<string, Quantity[]>, key: string, q: Quantity) => {
    const list = map.get(key) ?? [];
    if (!list.includes(q)) list.push(q);
    map.set(key, list);
  };
  for (const book of Object.values(catalog.books)) {
    for (const q of Object.values(book.quantities)) {
      if (!q.input) continue;
      put(byColumn, foldText(q.column), q);
      for (const base of basesOf(q)) put(byBase, foldText(base), q);
      if (book.kind !== 'technology') shared.push(q);
    }
  }
  for (const book of Object.values(catalog.books)) {
    if (book.kind !== 'technology' || book.abstract) continue;
    const own = new Map(shared.map((q) => [q.name, q]));
    for (const b of [book, ...book.uses.map((u) => catalog.books[u])]) {
      for (const q of Object.values(b?.quantities ?? {})) if (q.input) own.set(q.name, q);
    }
    ofTechnology.set(book.id, own);
  }
  return { byColumn, byBase, ofTechnology, keyLabels: KEYS_BY_LABEL };
}
