/** A square picture of so many pixels a side, as a file. */
export function makePicture(side: number): Promise<Blob> {
  const canvas = new OffscreenCanvas(side, side);
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('there is no canvas');
  context.fillStyle = '#c33';
  context.fillRect(side * 0.18, side * 0.27, side * 0.53, side * 0.4);
  return canvas.convertToBlob({ type: 'image/png' });
}
