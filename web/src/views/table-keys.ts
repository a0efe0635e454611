/** The table by keyboard: one cell is the one the keys start from, and arrows go on from there. */
import { wantFocus } from '../focus.ts';
import type { Page } from '../page.ts';

export const ROW_PX = 36;
const ROWS_A_PAGE = 10;

/** @returns whether the key was one of the table's */
export function tableKey(page: Page, key: string, rows: number, columns: number): boolean {
  const { table } = page.state;
  let { row, column } = table;
  switch (key) {
    case 'ArrowDown':
      row++;
      break;
    case 'ArrowUp':
      row--;
      break;
    case 'ArrowRight':
      column++;
      break;
    case 'ArrowLeft':
      column--;
      break;
    case 'PageDown':
      row += ROWS_A_PAGE;
      break;
    case 'PageUp':
      row -= ROWS_A_PAGE;
      break;
    case 'Home':
      column = 0;
      break;
    case 'End':
      column = columns - 1;
      break;
    default:
      return false;
  }
  moveTo(page, Math.max(0, Math.min(rows - 1, row)), Math.max(0, Math.min(columns - 1, column)));
  return true;
}

/** Makes it the table's cell, scrolls it into view and focuses it. */
function moveTo(page: Page, row: number, column: number): void {
  const { top, height } = page.state.table;
  // The head covers the first row's height.
  const seen = height - 2 * ROW_PX;
  const at = row * ROW_PX;
  const scrolled = at < top ? at : at > top + seen - ROW_PX ? at - seen + ROW_PX : top;
  wantFocus('cell');
  page.setTable({ row, column, top: scrolled });
}
