import { useEffect, useState } from 'react';
import type { Letter } from '../components/layer/formula-lines.ts';

/** The letter of the formula that is pointed at. It also stands at `<html data-lit>`, where the graph's styles read it. */
export function useLit(): readonly [Letter | null, (letter: Letter | null) => void] {
  const [lit, setLit] = useState<Letter | null>(null);
  useEffect(() => {
    if (lit === null) return;
    document.documentElement.dataset['lit'] = lit;
    return () => {
      delete document.documentElement.dataset['lit'];
    };
  }, [lit]);
  return [lit, setLit];
}
