/** A real Chromium for the browser tests: the one that is there; as root on Debian it is installed, which is said; else the command to run. */
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
/** Fonts: without them Japanese text is boxes in the pictures. */
const PACKAGES = ['chromium', 'fonts-noto-cjk'];

export async function openChromium(): Promise<Browser> {
  const executablePath = found() ?? installed();
  return chromium.launch({ executablePath, args: ['--no-sandbox'] });
}

const found = (): string | undefined => [process.env.CHROMIUM, ...PLACES].find((p) => p && existsSync(p));

/** @throws Error with the one command to run */
function installed(): string {
  const command = `apt-get update && apt-get install -y --no-install-recommends ${PACKAGES.join(' ')}`;
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get'))
    throw new Error(`The browser tests need Chromium. Run: sudo sh -c '${command}' (or set CHROMIUM to its place).`);
  process.stderr.write(`The browser tests need Chromium, which is not there: installing it (${command})\n`);
  // Test files run side by side: one installs, the others wait for it.
  const once = `test -x ${PLACES[0]} || { ${command}; }`;
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  execFileSync('flock', ['/tmp/jcm-chromium.lock', 'sh', '-c', once], { stdio: 'pipe', env });
  const place = found();
  if (!place) throw new Error(`Chromium is still missing after: ${command}`);
  return place;
}
