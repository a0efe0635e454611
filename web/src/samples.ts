/** Sheets that the page brings along. */
import published from '../../fixtures/published-cases.csv?url';
import uncertain from '../../fixtures/uncertain-sites.csv?url';

export const SAMPLES = [
  { key: 'published', name: 'published-cases.csv', url: published },
  { key: 'uncertain', name: 'uncertain-sites.csv', url: uncertain },
] as const;

export type Sample = (typeof SAMPLES)[number];
