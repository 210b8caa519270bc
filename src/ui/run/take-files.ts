import { app } from '../../state/store.ts';

/** Endings of weights files; everything else that is dropped is taken for a picture. */
const WEIGHTS = /\.(safetensors|pth|pt|th|bin|ckpt)$/i;

/** Takes dropped or pasted files: the first picture and the first weights file among them. */
export function takeFiles(files: FileList | null | undefined): void {
  const all = [...(files ?? [])];
  const weights = all.find(({ name }) => WEIGHTS.test(name));
  const picture = all.find(({ name }) => !WEIGHTS.test(name));
  const { openWeights, setPicture } = app.getState();
  if (picture !== undefined) void setPicture(picture, picture.name);
  if (weights !== undefined) void openWeights(weights);
}
