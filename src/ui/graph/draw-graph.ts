/** What a drawing needs of the page's styles to look the same alone. */
const STYLED = [
  'fill',
  'stroke',
  'stroke-width',
  'stroke-dasharray',
  'stroke-linecap',
  'paint-order',
  'opacity',
  'font-family',
  'font-size',
  'font-weight',
  'display',
] as const;

/** Room around the graph, and its highest resolution, in pixels. */
const MARGIN = 24;
const LARGEST_SIDE = 16_384;

/** The whole graph as an SVG text of its own: styles written out, fonts inside, at zoom 1, on the page's paper. */
export function graphSvg(svg: SVGSVGElement, fonts: string): string {
  const copy = svg.cloneNode(true);
  const scene = svg.querySelector('g');
  if (!(copy instanceof SVGSVGElement) || scene === null) throw new Error('no graph is drawn');
  const far = svg.getAttribute('data-far');
  svg.setAttribute('data-far', '0');
  const originals = [...svg.querySelectorAll<SVGElement>('*')];
  for (const [index, target] of [...copy.querySelectorAll<SVGElement>('*')].entries()) {
    const original = originals[index];
    if (original === undefined) continue;
    const style = getComputedStyle(original);
    target.setAttribute('style', STYLED.map((name) => `${name}:${style.getPropertyValue(name)}`).join(';'));
    for (const name of ['class', 'tabindex', 'role']) target.removeAttribute(name);
  }
  if (far !== null) svg.setAttribute('data-far', far);
  for (const control of copy.querySelectorAll('[data-control]')) control.remove();
  const { x, y, width, height } = scene.getBBox();
  copy.querySelector('g')?.removeAttribute('transform');
  for (const { name } of [...copy.attributes]) copy.removeAttribute(name);
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  copy.setAttribute('viewBox', [x - MARGIN, y - MARGIN, width + 2 * MARGIN, height + 2 * MARGIN].join(' '));
  copy.setAttribute('width', String(width + 2 * MARGIN));
  copy.setAttribute('height', String(height + 2 * MARGIN));
  const paper = getComputedStyle(document.documentElement).getPropertyValue('--paper');
  copy.setAttribute('style', `background:${paper}`);
  const style = document.createElementNS('http://www.w3.org/2000/svg', 'style');
  style.textContent = fonts;
  copy.prepend(style);
  return new XMLSerializer().serializeToString(copy);
}

/** A graph's SVG text as a PNG, twice as large as on the screen where the browser can paint that. */
export async function graphPng(svg: string): Promise<Blob> {
  const image = new Image();
  const url = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }));
  try {
    image.src = url;
    await image.decode();
    const scale = Math.min(2, LARGEST_SIDE / image.width, LARGEST_SIDE / image.height);
    const canvas = new OffscreenCanvas(Math.ceil(image.width * scale), Math.ceil(image.height * scale));
    const context = canvas.getContext('2d');
    if (context === null) throw new Error('this browser gives no canvas');
    context.fillStyle = getComputedStyle(document.documentElement).getPropertyValue('--paper');
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.drawImage(image, 0, 0, canvas.width, canvas.height);
    return await canvas.convertToBlob({ type: 'image/png' });
  } finally {
    URL.revokeObjectURL(url);
  }
}

/** The page's font faces for Latin letters and digits, with their files inside. What cannot be fetched is left to the reader's fonts. */
export async function fontFaces(): Promise<string> {
  const rules = [...document.styleSheets].flatMap((sheet) => [...sheet.cssRules]);
  const latin = rules.filter(
    (rule) => rule instanceof CSSFontFaceRule && rule.style.getPropertyValue('unicode-range').startsWith('U+0-FF'),
  );
  const faces = await Promise.all(
    latin.map(async ({ cssText, parentStyleSheet }) => {
      const file = /url\("?([^")]+)"?\)/.exec(cssText)?.[1];
      if (file === undefined) return '';
      try {
        const answer = await fetch(new URL(file, parentStyleSheet?.href ?? document.baseURI));
        return cssText.replace(file, await dataUrl(await answer.blob()));
      } catch {
        return '';
      }
    }),
  );
  return faces.join('\n');
}

function dataUrl(blob: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(blob);
  });
}
