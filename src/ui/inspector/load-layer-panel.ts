import { type ComponentType, type LazyExoticComponent, lazy } from 'react';
import { speakPart } from '../../i18n/index.ts';
import type { LayerPanelProps } from './LayerPanel.tsx';

type Panel = ComponentType<LayerPanelProps>;

let panel: LazyExoticComponent<Panel> | null = null;

/** The panel of a layer. It is loaded when a layer is first selected; after a failure it is asked for again. */
export function layerPanel(): LazyExoticComponent<Panel> {
  panel ??= lazy(async () => {
    try {
      return { default: await loadLayerPanel() };
    } catch (error) {
      panel = null;
      throw error;
    }
  });
  return panel;
}

/** Loads the panel of a layer together with the words that it alone needs. Rejects if one of them cannot be loaded. */
export async function loadLayerPanel(): Promise<Panel> {
  const [{ LayerPanel }] = await Promise.all([
    import('./LayerPanel.tsx'),
    speakPart('inspector-layer'),
    speakPart('layers'),
  ]);
  return LayerPanel;
}
