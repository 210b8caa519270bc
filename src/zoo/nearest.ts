/**
 * The candidate that most likely was meant by `word`: the shortest that begins with it, else the one that needs the fewest letters
 * inserted, removed or changed; `''` if there is none.
 */
export function nearest(word: string, candidates: Iterable<string>): string {
  let best = '';
  let least = Number.POSITIVE_INFINITY;
  for (const candidate of candidates) {
    const distance = distanceOf(word.toLowerCase(), candidate.toLowerCase());
    if (distance >= least) continue;
    least = distance;
    best = candidate;
  }
  return best;
}

/** Below 1 for a beginning, which is closer than any word that must be changed. */
function distanceOf(word: string, candidate: string): number {
  const isBeginning = word.length >= 3 && candidate.startsWith(word);
  return isBeginning ? 1 - 1 / (1 + candidate.length - word.length) : editDistance(word, candidate);
}

/** Levenshtein's distance: one row of the table at a time. */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
