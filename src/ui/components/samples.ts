/** Pictures in `public/samples`, drawn by `scripts/samples`; their names are `run.sample.<id>`. */
export const samples = [
  'airplane',
  'automobile',
  'bird',
  'cat',
  'deer',
  'dog',
  'frog',
  'horse',
  'ship',
  'truck',
  'cat-dog',
  'plane-from-below',
  'noise',
  'blank',
] as const;

/** One of the bundled pictures. */
export type Sample = (typeof samples)[number];
