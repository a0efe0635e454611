/** The worked examples that methodologies carry. */
import { describe, expect, test } from 'vitest';
import { assessRow, catalog } from '../support/assess.ts';

const EXAMPLES = Object.entries(catalog.methodologies).flatMap(([key, m]) =>
  m.examples.map((example) => [`${key}: ${example.name}`, m, example] as const),
);

describe('examples of the methodologies', () => {
  test('there are some', () => {
    expect(EXAMPLES.length).toBeGreaterThanOrEqual(2);
  });

  test.each(EXAMPLES)('%s', (_, m, example) => {
    const site = assessRow({
      ...(m.country ? { country: m.country } : {}),
      technology: example.technology ?? (m.technologies[0] as string),
      methodology: `${m.id}@${m.version}`,
      ...example.inputs,
    });
    expect(site.methodology).toBe(m.id);
    expect(Object.keys(example.expect)).not.toEqual([]);
    for (const [output, value] of Object.entries(example.expect)) {
      expect(Math.abs(site.number(output) - value), output).toBeLessThanOrEqual(example.within);
    }
  });
});
