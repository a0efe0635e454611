import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LineEnds } from './line-ends.ts';

test('CRLF, CR and LF become LF, wherever the text is cut', () => {
  const pieces = fc.array(fc.string({ unit: fc.constantFrom('\r', '\n', 'a'), maxLength: 6 }), { maxLength: 12 });
  fc.assert(
    fc.property(pieces, (pieces) => {
      const lineEnds = new LineEnds();
      const out = pieces.map((piece) => lineEnds.push(piece)).join('');
      expect(out).toBe(pieces.join('').replace(/\r\n?/g, '\n'));
    }),
    { numRuns: 1000 },
  );
});
