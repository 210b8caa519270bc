import { defineConfig } from 'playwright/test';
import { browserArguments, findBrowser } from './src/cli/find-browser.ts';

const port = Number(process.env['E2E_PORT'] ?? 4174);

export default defineConfig({
  testDir: 'e2e',
  timeout: 120_000,
  expect: { timeout: 15_000 },
  workers: 2,
  fullyParallel: true,
  // A second attempt tells a busy machine from a broken app; the reporter names every test that needed one as flaky.
  retries: process.env['CI'] ? 1 : 0,
  reporter: [['list'], ['json', { outputFile: 'test-results/e2e.json' }]],
  use: {
    baseURL: `http://localhost:${port}`,
    viewport: { width: 1440, height: 900 },
    // Every test starts with an empty device; e2e/offline.spec.ts alone lets the app be kept.
    serviceWorkers: 'block',
    // Recording every test takes as long again as running it; where nothing is tried twice, `npm run e2e -- FILE --trace on` records.
    trace: 'on-first-retry',
    launchOptions: {
      ...findBrowser(),
      args: browserArguments(),
    },
  },
  webServer: {
    command: 'npm start',
    env: { PORT: String(port) },
    url: `http://localhost:${port}`,
    timeout: 180_000,
    reuseExistingServer: !process.env['CI'],
  },
});
