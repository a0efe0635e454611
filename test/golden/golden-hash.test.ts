/** A changed hash means changed numbers: tools/golden-nodes.ts then says whether all versions of Node agree on the new ones. */
import { readFileSync, writeFileSync } from 'node:fs';
import { expect, inject, test } from 'vitest';
import { GOLDEN, goldenHash } from '../../tools/golden.ts';

test('the golden simulation has its bytes', () => {
  const hash = goldenHash(process.execPath, inject('dist'));
  if (process.env.UPDATE_GOLDEN) writeFileSync(GOLDEN, `${hash}\n`);
  expect(hash).toBe(readFileSync(GOLDEN, 'utf8').trim());
});
