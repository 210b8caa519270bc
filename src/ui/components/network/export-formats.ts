import type { Analysis } from '../../../engine/analysis.ts';
import type { AppState } from '../../../state/AppState.ts';
import { formatSize } from '../../../state/limits.ts';

/** One way to write a network as text. Its name is `table.format.<id>`. */
export interface ExportFormat {
  readonly id: 'torchinfo' | 'torchsummary' | 'keras' | 'csv' | 'json' | 'markdown';
  readonly extension: string;
  readonly mime: string;
  /** The text. The writer is loaded at the first call. */
  write(analysis: Analysis): Promise<string>;
}

/** The formats, in the order of the menu. */
export const exportFormats: readonly ExportFormat[] = [
  {
    id: 'torchinfo',
    extension: 'torchinfo.txt',
    mime: 'text/plain',
    write: async (analysis) => (await import('../../../export/torchinfo.ts')).torchinfoText(analysis),
  },
  {
    id: 'torchsummary',
    extension: 'torchsummary.txt',
    mime: 'text/plain',
    write: async (analysis) => (await import('../../../export/torchsummary.ts')).torchsummaryText(analysis),
  },
  {
    id: 'keras',
    extension: 'keras.txt',
    mime: 'text/plain',
    write: async (analysis) => (await import('../../../export/keras.ts')).kerasText(analysis),
  },
  {
    id: 'csv',
    extension: 'csv',
    mime: 'text/csv',
    write: async (analysis) => (await import('../../../export/csv.ts')).csvText(analysis),
  },
  {
    id: 'json',
    extension: 'json',
    mime: 'application/json',
    write: async (analysis) => (await import('../../../export/json.ts')).jsonText(analysis),
  },
  {
    id: 'markdown',
    extension: 'md',
    mime: 'text/markdown',
    write: async (analysis) => (await import('../../../export/markdown.ts')).markdownText(analysis),
  },
];

/** Name of the file to save: network, size, format. */
export function fileName({ network, size }: Pick<AppState, 'network' | 'size'>, { extension }: ExportFormat): string {
  return `${network}-${formatSize(size)}.${extension}`;
}
