/**
 * `npm test`: types, lint, dead code, unit tests, build, size budget and browser tests, one after another, and at the end one
 * plain line: `N passed, N failed`. A part that is not a test runner counts as one test.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { browserVersion, ensureBrowser } from './ensure-browser.ts';

interface Counts {
  readonly passed: number;
  readonly failed: number;
}

const RESULTS = 'test-results';

function run(command: string, args: readonly string[], env: Readonly<Record<string, string>> = {}): boolean {
  console.log(`\n> ${command} ${args.join(' ')}`);
  return (
    spawnSync('npx', ['--no-install', command, ...args], { stdio: 'inherit', env: { ...process.env, ...env } })
      .status === 0
  );
}

function step(command: string, ...args: readonly string[]): Counts {
  return run(command, args) ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

function readJson(file: string): unknown {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
}

/** Counts of a runner; a runner that failed without saying how often counts as one failure. */
function counts(ok: boolean, passed: number | undefined, failed: number | undefined): Counts {
  return { passed: passed ?? 0, failed: Math.max(failed ?? 0, ok ? 0 : 1) };
}

function unitTests(): Counts {
  const file = `${RESULTS}/unit.json`;
  const ok = run('vitest', ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${file}`]);
  const report = readJson(file) as { numPassedTests: number; numFailedTests: number } | undefined;
  return counts(ok, report?.numPassedTests, report?.numFailedTests);
}

function browserTests(): Counts {
  const file = `${RESULTS}/e2e.json`;
  const ok = run('playwright', ['test'], { PLAYWRIGHT_JSON_OUTPUT_NAME: file });
  const stats = (readJson(file) as { stats: { expected: number; flaky: number; unexpected: number } } | undefined)
    ?.stats;
  return counts(ok, stats && stats.expected + stats.flaky, stats?.unexpected);
}

function browser(): Counts {
  try {
    ensureBrowser();
    console.log(`\nBrowser: ${browserVersion()}`);
    return { passed: 1, failed: 0 };
  } catch (error) {
    console.error(`\n${(error as Error).message}`);
    return { passed: 0, failed: 1 };
  }
}

rmSync(RESULTS, { recursive: true, force: true });
mkdirSync(RESULTS, { recursive: true });
const parts: readonly (() => Counts)[] = [
  browser,
  () => step('tsc', '-b'),
  () => step('biome', 'check', '--error-on-warnings', '.'),
  () => step('knip'),
  unitTests,
  () => step('vite', 'build', '--logLevel', 'warn'),
  () => step('size-limit'),
  browserTests,
];
const total = { passed: 0, failed: 0 };
for (const part of parts) {
  const { passed, failed } = part();
  total.passed += passed;
  total.failed += failed;
}
console.log(`\n${total.passed} passed, ${total.failed} failed`);
process.exit(total.failed === 0 ? 0 : 1);
