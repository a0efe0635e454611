export { type Cell, parseCell } from './cell.ts';
export { CELL_ERROR_CODES, type CellError, type CellErrorCode, isCellError } from './errors.ts';
export { type CellOptions, parseNumber } from './number.ts';
export { medianOf, type Spread, type SpreadShape, scaleSpread, Z95 } from './spread.ts';
export { momentsOf, shareOutside, supportOf } from './support.ts';
