/** The page and the API behind one address. */
import { serveStatic } from '@hono/node-server/serve-static';
import { Hono } from 'hono';
import { compress } from 'hono/compress';
import { secureHeaders } from 'hono/secure-headers';
import { type ApiOptions, api } from './api.ts';

export interface AppOptions extends ApiOptions {
  /** Folder of the built page. */
  page: string;
}

export function app({ page, ...options }: AppOptions): Hono {
  const server = new Hono();
  server.use(
    secureHeaders({
      contentSecurityPolicy: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'", "'wasm-unsafe-eval'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        connectSrc: ["'self'"],
        workerSrc: ["'self'"],
        manifestSrc: ["'self'"],
        baseUri: ["'none'"],
        formAction: ["'none'"],
        frameAncestors: ["'none'"],
      },
      // Only https could keep these promises, and this server speaks http to its own machine.
      strictTransportSecurity: false,
    }),
  );
  server.get('/health', (c) => c.json({ ok: true }));
  server.route('/api', api(options));
  server.use(compress());
  server.get(
    '/*',
    serveStatic({
      root: page,
      onFound: (path, c) => {
        const kept = /[\\/]assets[\\/]/.test(path);
        c.header('Cache-Control', kept ? 'public, max-age=31536000, immutable' : 'no-cache');
      },
    }),
  );
  return server;
}
