import type { ChainKind, ChainLayer } from './Chain.ts';
import { layerTypes, type Setting } from './layer-types.ts';
import { sameWritten, type Written } from './written.ts';

/** A layer with torch's defaults and, where torch has none, our first values. */
export function newLayer(kind: ChainKind): ChainLayer {
  const { settings } = layerTypes[kind];
  const attrs: Record<string, unknown> = {};
  for (const { key, type, usual } of settings) attrs[key] = usual === 'kernel' ? attrs['kernelSize'] : type.read(usual);
  // The table ties each setting's type to the attribute of its kind; TypeScript cannot follow that through the loop.
  return { kind, attrs, expects: null } as unknown as ChainLayer;
}

/** The setting as torch would write it. */
export function settingOf(layer: ChainLayer, { key, type }: Setting): Written {
  return type.write((layer.attrs as Readonly<Record<string, unknown>>)[key]);
}

/** Whether a setting is at torch's default, so that it need not be written. */
export function isUsual(layer: ChainLayer, setting: Setting): boolean {
  const written = settingOf(layer, setting);
  if (setting.usual !== 'kernel') return sameWritten(written, setting.usual);
  const kernel = layerTypes[layer.kind].settings.find(({ key }) => key === 'kernelSize');
  return kernel !== undefined && sameWritten(written, settingOf(layer, kernel));
}

/** The layer with one setting changed, or `null` if it cannot be that. A stride that was as long as the kernel stays so, as torch's does. */
export function withSetting(layer: ChainLayer, setting: Setting, written: Written): ChainLayer | null {
  const value = setting.type.read(written);
  if (value === null) return null;
  const follower =
    setting.key === 'kernelSize' ? layerTypes[layer.kind].settings.find(({ usual }) => usual === 'kernel') : undefined;
  const attrs = {
    ...layer.attrs,
    [setting.key]: value,
    ...(follower !== undefined && isUsual(layer, follower) && { [follower.key]: value }),
  };
  return { ...layer, attrs } as ChainLayer;
}

/** The layer with the number that must arrive stated, or left open (`null`). */
export function withExpected(layer: ChainLayer, expects: number | null): ChainLayer {
  return { ...layer, expects };
}
