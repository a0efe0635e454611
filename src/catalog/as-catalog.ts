import type { Catalog } from './types.ts';

/** Takes parsed JSON for a built catalog. @throws TypeError when it is none, or one of another schema */
export function asCatalog(json: unknown): Catalog {
  const schema = typeof json === 'object' && json !== null ? (json as { schema?: unknown }).schema : undefined;
  if (schema !== 'jcm.catalog/1')
    throw new TypeError(`not a catalog of schema jcm.catalog/1 (found: ${String(schema)})`);
  return json as Catalog;
}
