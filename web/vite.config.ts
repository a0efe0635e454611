/** The page as static files in dist/web: any web server can host them, from any folder. */
import { join } from 'node:path';
import { defineConfig } from 'vite';

export default defineConfig({
  root: import.meta.dirname,
  base: './',
  build: {
    outDir: '../dist/web',
    emptyOutDir: true,
    target: 'es2023',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    rolldownOptions: {
      input: { index: join(import.meta.dirname, 'index.html'), offline: join(import.meta.dirname, 'src/offline.ts') },
      // The service worker has to keep its name.
      output: { entryFileNames: ({ name }) => (name === 'offline' ? 'offline.js' : 'assets/[name]-[hash].js') },
    },
  },
  resolve: { alias: { stream: join(import.meta.dirname, '../tools/no-stream.ts') } },
  worker: { format: 'es' },
  // Papa Parse then leaves out its Node stream part.
  define: { PAPA_BROWSER_CONTEXT: 'true' },
});
