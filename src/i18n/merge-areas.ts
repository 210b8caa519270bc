import type { Words } from './languages.ts';

/** One dictionary of all areas: key `next` of `./explore.json` becomes `explore.next`, after `prefix` where one is given. */
export function mergeAreas(files: Readonly<Record<string, Readonly<Record<string, string>>>>, prefix = ''): Words {
  const words: Record<string, string> = {};
  for (const [path, area] of Object.entries(files)) {
    const name = path.replace(/^.*\//, '').replace(/\.json$/, '');
    for (const [key, sentence] of Object.entries(area)) words[`${prefix}${name}.${key}`] = sentence;
  }
  return words;
}
