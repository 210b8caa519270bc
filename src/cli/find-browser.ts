import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** Where Chrome and Chromium are usually installed. */
const PLACES: Readonly<Partial<Record<NodeJS.Platform, readonly string[]>>> = {
  linux: [
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
    '/usr/bin/google-chrome-stable',
    '/snap/bin/chromium',
  ],
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
  ],
  win32: [
    'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
    'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
  ],
};

/** What Playwright's `launch` needs to find a browser; empty where only its own can serve. */
export interface BrowserPlace {
  readonly executablePath?: string;
}

/** The browser to test with: `CHROMIUM_PATH`, else an installed Chrome or Chromium, else whatever Playwright has. */
export function findBrowser(): BrowserPlace {
  const wanted = process.env['CHROMIUM_PATH'];
  if (wanted !== undefined && wanted !== '') return { executablePath: wanted };
  const local = process.env['LOCALAPPDATA'];
  const places = [
    ...(PLACES[process.platform] ?? []),
    ...(local === undefined ? [] : [join(local, 'Google/Chrome/Application/chrome.exe')]),
  ];
  const found = places.find((place) => existsSync(place));
  return found === undefined ? {} : { executablePath: found };
}

/** Arguments that keep Chromium quiet and offline; WebGPU on its software adapter, or on the best one that there is, where that is asked for. */
export function browserArguments({
  softwareWebgpu = false,
  anyWebgpu = false,
}: {
  readonly softwareWebgpu?: boolean;
  readonly anyWebgpu?: boolean;
} = {}): string[] {
  const quiet = ['--no-sandbox', '--disable-quic', '--disable-background-networking', '--disable-component-update'];
  if (anyWebgpu) return [...quiet, '--enable-unsafe-webgpu', '--enable-features=Vulkan'];
  return softwareWebgpu ? [...quiet, '--enable-unsafe-webgpu', '--use-webgpu-adapter=swiftshader'] : quiet;
}
