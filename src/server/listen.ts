/** Listens, and ends so that nothing is left listening. */
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import type { Hono } from 'hono';
import type { Runs } from './runs.ts';

export interface Listening {
  url: string;
  /** Takes no more requests, stops what runs, resolves when all is closed. */
  close(): Promise<void>;
}

/** @throws the error of the system when the address cannot be had */
export function listen(app: Hono, runs: Runs, at: { host: string; port: number }): Promise<Listening> {
  return new Promise((listening, failed) => {
    const server = serve({ fetch: app.fetch, hostname: at.host, port: at.port }) as Server;
    server.once('error', failed);
    server.once('listening', () => {
      const { port } = server.address() as AddressInfo;
      const host = at.host.includes(':') ? `[${at.host}]` : at.host;
      listening({
        url: `http://${host}:${port}/`,
        close: () =>
          new Promise((closed) => {
            server.close(() => closed());
            runs.stopAll();
            server.closeIdleConnections();
            // Whoever still reads has a moment; then the line is cut.
            setTimeout(() => server.closeAllConnections(), 1_000).unref();
          }),
      });
    });
  });
}
