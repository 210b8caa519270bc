/** Renders `public/favicon.svg` to the icons of the installed app: `npx tsx scripts/icons/render.ts`. */
import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';

const PAPER = '#fbfaf7';
/** Share of the side that the mark takes; a maskable icon may lose everything outside of the inner 80 %. */
const ICONS = [
  { file: 'icon-192.png', side: 192, share: 0.8 },
  { file: 'icon-512.png', side: 512, share: 0.8 },
  { file: 'icon-maskable-512.png', side: 512, share: 0.6 },
] as const;

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const target = join(root, 'public', 'icons');

await mkdir(target, { recursive: true });
for (const { file, side, share } of ICONS) {
  const mark = Math.round(side * share);
  const input = await sharp(join(root, 'public', 'favicon.svg'), { density: (72 * mark) / 24 })
    .resize(mark, mark)
    .png()
    .toBuffer();
  await sharp({ create: { width: side, height: side, channels: 3, background: PAPER } })
    .composite([{ input }])
    .png({ compressionLevel: 9 })
    .toFile(join(target, file));
}
