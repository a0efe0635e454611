/** What a column of energy or power is, by the words of its header: only some of them are what a site takes. */

export type EnergyRole =
  | 'plain' // consumption, 買電, 使用量, or a bare unit
  | 'part' // of a day's hours or of a phase: parts of a whole
  | 'heat'
  | 'cooling'
  | 'demand' // kW of a demand meter
  | 'register' // a reading that only rises
  | 'maximum' // the highest of a time
  | 'generation'
  | 'export'
  | 'reactive';

/** Of all roles whose words a header has, the first here. */
const WORDS: readonly (readonly [EnergyRole, RegExp])[] = [
  ['reactive', /reactive|apparent|無効|皮相/],
  [
    'export',
    /export|feed.?in|to grid|\bsold\b|\bsales?\b|\bsell|surplus|inject|売電|逆潮流|逆送|返送|余剰|bán|phát lên/,
  ],
  ['register', /cumulative|accumulat|register|\breading|\bindex|積算|累積|累計|指針|指示数|検針値|chỉ số/],
  ['maximum', /\bmax|contract|最大|契約|cực đại/],
  ['generation', /^(generation|pv|solar)|\bgenerat(ed|ion)|\bsolar\b|発電/],
  ['heat', /\bheat\b(?! pump)|steam|hot water|熱|蒸気|温水/],
  ['cooling', /cooling|chilled|冷熱|冷水|冷房/],
  ['demand', /\bdemand\b|デマンド/],
  [
    'part',
    /peak|shoulder|tariff|\brate\b|\bstandard\b|\bnormal\b|\bday(time)?\b|\bnight|ピーク|夜間|昼間|深夜|重負荷|軽負荷|phase|^l?[123]\b|^[abcrstuvw]\b|\bt(ou)?[1-4]\b|cao điểm|thấp điểm|bình thường/,
  ],
];

/** Of a power the highest; of an energy that of the hours of the peak. */
const PEAK = /(?<!off.?)peak (demand|load|power)/;

/** @param text a header in lower case, NFKC @param power its unit is one of power */
export function energyRole(text: string, power: boolean): EnergyRole {
  if (power && PEAK.test(text)) return 'maximum';
  return WORDS.find(([, words]) => words.test(text))?.[0] ?? 'plain';
}
