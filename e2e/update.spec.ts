import { appendFileSync, cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { expect, ready, test } from './fixtures.ts';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
};

test.use({ serviceWorkers: 'allow' });

test('a new version is offered, and comes only when it is taken', async ({ page }) => {
  const folder = mkdtempSync(join(tmpdir(), 'shapewalk-'));
  cpSync(join(import.meta.dirname, '../dist'), folder, { recursive: true });
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname;
    const file = path === '/' ? '/index.html' : path;
    response.setHeader('Content-Type', TYPES[extname(file)] ?? 'application/octet-stream');
    try {
      response.end(readFileSync(join(folder, file)));
    } catch {
      response.writeHead(404).end();
    }
  }).listen(0);
  try {
    await page.goto(`http://localhost:${(server.address() as AddressInfo).port}/#/resnet18/layer2.0.conv1?lang=en`);
    await ready(page);
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
    await page.reload();
    await ready(page);
    const offer = page.getByRole('status', { name: 'Updates' });
    await expect(offer).toBeHidden();

    appendFileSync(join(folder, 'sw.js'), '\n// the next version\n');
    await page.evaluate(() => navigator.serviceWorker.ready.then((registration) => registration.update()));
    await expect(offer).toContainText('new version');
    await expect(page.getByRole('region', { name: 'Layer', exact: true })).toContainText('layer2.0.conv1');

    const loaded = page.waitForEvent('load');
    await offer.getByRole('button', { name: 'Load it now' }).click();
    await loaded;
    await ready(page);
    await expect(page.getByRole('region', { name: 'Layer', exact: true })).toContainText('layer2.0.conv1');
    await expect(offer).toBeHidden();
  } finally {
    server.close();
    rmSync(folder, { recursive: true });
  }
});
