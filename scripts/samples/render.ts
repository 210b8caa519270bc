/** Renders the drawings of `svg/` to `public/samples`: `npx tsx scripts/samples/render.ts`. */
import { mkdir, readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';

const SIDE = 256;
const here = dirname(fileURLToPath(import.meta.url));
const target = join(here, '..', '..', 'public', 'samples');

await mkdir(target, { recursive: true });
for (const file of await readdir(join(here, 'svg'))) {
  await sharp(join(here, 'svg', file), { density: 144 })
    .resize(SIDE, SIDE)
    .flatten({ background: '#ffffff' })
    .jpeg({ quality: 88 })
    .toFile(join(target, file.replace(/\.svg$/, '.jpg')));
}
