/**
 * `npm start`: builds the app if a source is newer than the last build, then serves it on http://localhost:4173 or `PORT`.
 */
import { existsSync, readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, preview } from 'vite';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const SOURCES = [
  'src',
  'public',
  'index.html',
  'vite.config.ts',
  'scripts/app-manifest.ts',
  'scripts/security-headers.ts',
  'package-lock.json',
];

function newest(path: string): number {
  const stat = statSync(path);
  if (!stat.isDirectory()) return stat.mtimeMs;
  return Math.max(stat.mtimeMs, ...readdirSync(path).map((name) => newest(join(path, name))));
}

function isBuilt(): boolean {
  const page = join(root, 'dist/index.html');
  if (!existsSync(page)) return false;
  const builtAt = statSync(page).mtimeMs;
  return SOURCES.every((source) => newest(join(root, source)) <= builtAt);
}

function readPort(): number {
  const text = process.env['PORT'] ?? '4173';
  const port = Number(text);
  if (Number.isInteger(port) && port > 0 && port < 65536) return port;
  console.error(`PORT is "${text}"; it must be a whole number from 1 to 65535.`);
  process.exit(2);
}

const port = readPort();
if (!isBuilt()) await build({ root, logLevel: 'warn' });
try {
  await preview({ root, preview: { port, strictPort: true } });
  console.log(`Shapewalk is at http://localhost:${port}`);
} catch (error) {
  console.error(
    `Port ${port} cannot be used (${(error as Error).message}). Free it, or choose another: PORT=4200 npm start`,
  );
  process.exit(1);
}
