import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chromium } from 'playwright';
import { findBrowser } from '../src/cli/find-browser.ts';

/** Whether Playwright could start a browser here without installing one. */
function hasBrowser(): boolean {
  return findBrowser().executablePath !== undefined || existsSync(chromium.executablePath());
}

function attempt(command: string, args: readonly string[]): boolean {
  console.log(`No browser found; trying: ${command} ${args.join(' ')}`);
  return spawnSync(command, args, { stdio: 'inherit' }).status === 0;
}

function isRootOnDebian(): boolean {
  return process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
}

/**
 * Makes sure that the browser tests have a browser: `CHROMIUM_PATH`, an installed Chrome or Chromium, Playwright's own, or
 * else an installation. Throws an error that says what to do if nothing helps.
 */
export function ensureBrowser(): void {
  const wanted = process.env['CHROMIUM_PATH'];
  if (wanted !== undefined && wanted !== '' && !existsSync(wanted))
    throw new Error(`CHROMIUM_PATH is "${wanted}", and no file is there. Correct it or unset it.`);
  if (hasBrowser()) return;
  if (attempt('npx', ['playwright', 'install', 'chromium']) && hasBrowser()) return;
  if (
    isRootOnDebian() &&
    attempt('apt-get', ['update']) &&
    attempt('apt-get', ['install', '-y', 'chromium']) &&
    hasBrowser()
  )
    return;
  throw new Error(
    'The browser tests need Chrome or Chromium, and none could be found or installed. ' +
      'Install one (Debian: apt-get install -y chromium) or set CHROMIUM_PATH to its program file.',
  );
}

/** Version line of the browser that the tests will use, for the log. */
export function browserVersion(): string {
  const path = findBrowser().executablePath ?? chromium.executablePath();
  try {
    return execFileSync(path, ['--version'], { encoding: 'utf8' }).trim();
  } catch {
    return path;
  }
}
