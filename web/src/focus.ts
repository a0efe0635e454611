/** Where the focus belongs after the next drawing of the page. */
import type { TableState } from './state.ts';

type Place = 'cell' | 'explained' | 'looked';

let wanted: Place | undefined;

export function wantFocus(place: Place): void {
  wanted = place;
}

/** After a drawing. */
export function focusWanted({ row, column, top }: TableState): void {
  const place = wanted;
  wanted = undefined;
  switch (place) {
    case 'cell': {
      const scroll = document.getElementById('table-scroll');
      if (scroll) scroll.scrollTop = top;
      const cell = document.querySelector<HTMLElement>(`[data-cell="${row}-${column}"]`);
      cell?.focus({ preventScroll: true });
      cell?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
      return;
    }
    case 'explained':
      document.getElementById('explained')?.focus();
      return;
    case 'looked':
      // On a narrow page the site stands below the table.
      if (!matchMedia('(min-width: 70rem)').matches)
        document.querySelector('.looked')?.scrollIntoView({ block: 'nearest' });
  }
}
