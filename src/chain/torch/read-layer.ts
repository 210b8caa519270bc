import type { ChainKind, ChainLayer } from '../Chain.ts';
import { newLayer, withExpected, withSetting } from '../layer-settings.ts';
import { layerTypes } from '../layer-types.ts';
import { count } from '../setting-types.ts';
import { sameWritten } from '../written.ts';
import type { Argument } from './read-arguments.ts';

/** What is wrong with a call; its words are `own.source.<rule>`. */
export interface BadCall {
  readonly rule: 'unknownArgument' | 'badArgument' | 'missingArgument' | 'tooManyArguments' | 'repeatedArgument';
  readonly values: Readonly<Record<string, string | number>>;
}

/** The layer that a torch constructor makes of its arguments, or the first thing that is wrong with them. */
export function readLayer(kind: ChainKind, given: readonly Argument[]): ChainLayer | BadCall {
  const type = layerTypes[kind];
  const byName = new Map<string, Argument>();
  for (const [place, argument] of given.entries()) {
    // Identity takes whatever it is given.
    if (kind === 'Identity') continue;
    const name = argument.name ?? type.order[place];
    if (name === undefined) return bad('tooManyArguments', { kind, most: type.order.length, value: argument.text });
    if (byName.has(name)) return bad('repeatedArgument', { kind, name });
    byName.set(name, argument);
  }
  return fill(newLayer(kind), byName);
}

/** Whether reading a call failed. */
export function isBadCall(read: ChainLayer | BadCall): read is BadCall {
  return 'rule' in read;
}

function fill(layer: ChainLayer, given: ReadonlyMap<string, Argument>): ChainLayer | BadCall {
  const { kind } = layer;
  const { settings, expects, passed } = layerTypes[kind];
  let made = layer;
  for (const [name, { value, text }] of given) {
    const setting = settings.find((each) => each.name === name);
    if (setting !== undefined) {
      if (value === 'none' && setting.required === undefined) continue;
      const changed = value === null ? null : withSetting(made, setting, value);
      if (changed === null) return bad('badArgument', { kind, name, value: text });
      made = changed;
    } else if (name === expects) {
      const number = value === null ? null : count.read(value);
      if (number === null) return bad('badArgument', { kind, name, value: text });
      made = withExpected(made, number);
    } else {
      const allowed = passed[name];
      if (allowed === undefined) return bad('unknownArgument', { kind, name });
      const isAllowed = allowed.length === 0 || (value !== null && allowed.some((each) => sameWritten(each, value)));
      if (!isAllowed) return bad('badArgument', { kind, name, value: text });
    }
  }
  const required = [
    ...(expects === undefined ? [] : [expects]),
    ...settings.filter((each) => each.required).map((each) => each.name),
  ];
  const missing = required.find((name) => !given.has(name));
  return missing === undefined ? made : bad('missingArgument', { kind, name: missing });
}

function bad(rule: BadCall['rule'], values: BadCall['values']): BadCall {
  return { rule, values };
}
