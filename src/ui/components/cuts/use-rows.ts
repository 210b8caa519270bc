import { useEffect, useState } from 'react';
import type { UserError } from '../../../state/AppState.ts';
import { readRows } from '../../../state/cut-study.ts';
import { toUserError } from '../../../state/user-error.ts';
import { useApp } from '../../hooks/use-app.ts';
import type { Picture } from '../ChannelPicture.tsx';
import { readColourTable } from '../read-colour-table.ts';

type Wanted = Parameters<typeof readRows>[0];

/** Outputs beside one another, each with its norm and its channels as pictures. */
export interface Rows {
  /** The value that the ends of the colours stand for. */
  readonly limit: number;
  readonly channels: readonly number[];
  readonly rows: readonly { readonly norm: number; readonly pictures: readonly Picture[] }[];
}

/**
 * Channels of outputs of the last run in the colours of the theme, of at most so many pixels. Those that came last stay until
 * the new ones are there; `null` before the first.
 */
export function useRows(
  { rows, from, count }: Omit<Wanted, 'colours' | 'most'>,
  most: Wanted['most'] | null,
): {
  readonly told: Rows | null;
  readonly error: UserError | null;
} {
  const { result, theme } = useApp((state) => ({ result: state.result, theme: state.theme }));
  const [read, setRead] = useState<{ told: Rows | null; error: UserError | null }>({ told: null, error: null });
  const key = JSON.stringify({ rows, from, count, most, theme });
  useEffect(() => {
    if (result === null || most === null) return;
    const controller = new AbortController();
    const { signal } = controller;
    const colours = readColourTable(document.documentElement);
    readRows({ rows, from, count, colours, most }, signal).then(
      (told) => !signal.aborted && setRead({ told: toRows(told), error: null }),
      (error: unknown) => !signal.aborted && setRead({ told: null, error: toUserError(error) }),
    );
    return () => controller.abort();
  }, [key, result]);
  return read;
}

function toRows({ limit, channels, norms, height, width, data }: Awaited<ReturnType<typeof readRows>>): Rows {
  const bytes = 4 * height * width;
  const rows = norms.map((norm, row) => ({
    norm,
    pictures: channels.map((_channel, place) => {
      const start = (row * channels.length + place) * bytes;
      return { height, width, pixels: data.subarray(start, start + bytes) };
    }),
  }));
  return { limit, channels, rows };
}
