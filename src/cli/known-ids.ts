/** Ids met in a sheet, kept to suggest one when another is asked for. */
import { nearest } from '../catalog/index.ts';

const MOST = 5000;

export class KnownIds {
  private readonly ids = new Set<string>();

  get size(): number {
    return this.ids.size;
  }

  add(id: string): this {
    if (id !== '' && this.ids.size < MOST) this.ids.add(id);
    return this;
  }

  /** The nearest of them; empty if none is near. */
  suggestion(id: string): string {
    return nearest(id, [...this.ids]) ?? '';
  }
}
