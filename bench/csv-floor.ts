/** What reading and writing alone cost: Papa Parse from text to rows and back, nothing computed. */
import { readFileSync, writeFileSync } from 'node:fs';
import Papa from 'papaparse';

const [input = '', output = ''] = process.argv.slice(2);
const { data } = Papa.parse<string[]>(readFileSync(input, 'utf8'));
writeFileSync(output, Papa.unparse(data));
