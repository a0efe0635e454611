/** Service worker: keeps the page's files, so that it opens without a network. Nothing but its own files is ever asked for. */
interface Files {
  version: string;
  files: readonly string[];
}

interface Scope {
  skipWaiting(): Promise<void>;
  clients: { claim(): Promise<void> };
  addEventListener(kind: string, handler: (e: ServiceEvent) => void): void;
}

interface ServiceEvent {
  waitUntil(done: Promise<unknown>): void;
  respondWith(answer: Promise<Response>): void;
  request: Request;
}

const scope = globalThis as unknown as Scope;
/** Put in by the build. */
const { version, files } = 'JCM_FILES' as unknown as Files;
const NAME = `jcm-${version}`;

scope.addEventListener('install', (e) => {
  e.waitUntil(
    caches
      .open(NAME)
      .then((cache) => cache.addAll([...files]))
      .then(() => scope.skipWaiting()),
  );
});

scope.addEventListener('activate', (e) => {
  const old = async (): Promise<void> => {
    for (const name of await caches.keys()) if (name.startsWith('jcm-') && name !== NAME) await caches.delete(name);
    await scope.clients.claim();
  };
  e.waitUntil(old());
});

scope.addEventListener('fetch', (e) => {
  if (e.request.method !== 'GET') return;
  e.respondWith(kept(e.request));
});

/** The kept file; what is not kept (the server's API) comes from the network. */
async function kept(request: Request): Promise<Response> {
  const cache = await caches.open(NAME);
  return (await cache.match(request, { ignoreSearch: request.mode === 'navigate' })) ?? fetch(request);
}
