import type { Shape } from '../../engine/shape.ts';
import { readInput } from '../address.ts';
import { settle } from '../analyze-chain.ts';
import { type Chain, type ChainLayer, MAX_LAYERS } from '../Chain.ts';
import { isChainKind, layerTypes } from '../layer-types.ts';
import { formatWritten } from '../written.ts';
import { closingBracket, isMark, readArguments } from './read-arguments.ts';
import { type BadCall, isBadCall, readLayer } from './read-layer.ts';
import { type Token, tokens } from './tokens.ts';

/** A part of the source that no layer could be made of. Its words are `own.source.<rule>`. */
export interface Problem {
  /** Line of the source, from 1. */
  readonly line: number;
  /** The part, as written. */
  readonly part: string;
  readonly rule: BadCall['rule'] | 'unknownLayer' | 'unknownPart' | 'unclosed' | 'tooManyLayers';
  readonly values: BadCall['values'];
}

/** What source says of a chain. */
export interface ParsedTorch {
  /** The layers that were understood, in the order of the source, and the input: `torch.randn(…)`'s, or one that the first layer accepts. */
  readonly chain: Chain;
  readonly problems: readonly Problem[];
}

/** Calls that hold layers, and say nothing of their own. */
const CONTAINERS = new Set(['Sequential', 'OrderedDict', 'ModuleList']);

/** Calls that make an input of the shape that they are given. */
const INPUTS = new Set(['randn', 'rand', 'zeros', 'ones', 'empty']);

/** Longest part that a sentence quotes, in letters. */
const QUOTE = 60;

/**
 * Reads layers from PyTorch source: `nn.Conv2d(3, 64, 7)` and the like, one or many, alone, assigned to a name, in `nn.Sequential`. Nothing is
 * executed. Numbers such as `in_channels` that agree with what arrives are left open; those that disagree stay, so that the disagreement
 * shows. `usual` gives the height and width where the source names no input.
 */
export function parseTorch(source: string, usual: Shape): ParsedTorch {
  const reader = new Reader(source);
  reader.read();
  const { layers, input, problems } = reader;
  return { chain: settle({ input: input ?? inputFor(layers, usual), layers }), problems };
}

class Reader {
  readonly layers: ChainLayer[] = [];
  readonly problems: Problem[] = [];
  input: Shape | null = null;
  readonly #source: string;
  readonly #tokens: readonly Token[];
  #at = 0;

  constructor(source: string) {
    this.#source = source;
    this.#tokens = tokens(source);
  }

  read(): void {
    while (this.#at < this.#tokens.length) this.#step();
  }

  #step(): void {
    const [token, next] = [this.#tokens[this.#at], this.#tokens[this.#at + 1]];
    if (token === undefined) return;
    if (token.type === 'name' && /^(import|from)$/.test(token.text)) this.#skipLine(token.line);
    else if (token.type === 'name' && isMark(next, '(')) this.#call(token);
    else if (token.type === 'name' && isMark(next, '=')) this.#at += 2;
    else if (token.type === 'string' && isMark(next, ',:')) this.#at += 2;
    else if (isMark(token, '()[]{},')) this.#at += 1;
    else {
      this.#refuse(token.line, this.#source.split('\n')[token.line - 1]?.trim() ?? '', 'unknownPart');
      this.#skipLine(token.line);
    }
  }

  #call(token: Token): void {
    const name = token.text.slice(token.text.lastIndexOf('.') + 1);
    if (CONTAINERS.has(name)) {
      this.#at += 2;
      return;
    }
    const open = this.#at + 1;
    const close = closingBracket(this.#tokens, open);
    if (close === -1) {
      this.#refuse(token.line, this.#source.slice(token.start).split('\n')[0] ?? '', 'unclosed');
      this.#at = this.#tokens.length;
      return;
    }
    const part = this.#source.slice(token.start, this.#tokens[close]?.end);
    const given = readArguments(this.#source, this.#tokens.slice(open + 1, close));
    this.#at = close + 1;
    if (isChainKind(name)) {
      const read = readLayer(name, given);
      if (isBadCall(read)) this.#refuse(token.line, part, read.rule, read.values);
      else if (this.layers.length >= MAX_LAYERS) this.#refuse(token.line, part, 'tooManyLayers', { most: MAX_LAYERS });
      else this.layers.push(read);
    } else if (INPUTS.has(name)) {
      const sizes = given.flatMap(({ name: keyword, value }) =>
        keyword === undefined && value !== null ? [formatWritten(value, ',')] : [],
      );
      // The first size is the batch.
      const shape = readInput(sizes.join(',').split(',').slice(1).join(','));
      if (shape === null) this.#refuse(token.line, part, 'unknownPart');
      else this.input = shape;
    } else this.#refuse(token.line, part, 'unknownLayer');
  }

  #refuse(line: number, part: string, rule: Problem['rule'], values: Problem['values'] = {}): void {
    const flat = part.replace(/\s+/g, ' ');
    const quoted = flat.length > QUOTE ? `${flat.slice(0, QUOTE - 1)}…` : flat;
    this.problems.push({ line, part: quoted, rule, values: { ...values, line, part: quoted } });
  }

  #skipLine(line: number): void {
    while (this.#tokens[this.#at]?.line === line) this.#at += 1;
  }
}

/** An input of the usual height and width with the channels that the first layer which cares expects; a vector before a Linear. */
function inputFor(layers: readonly ChainLayer[], usual: Shape): Shape {
  const first = layers.find(({ kind }) => layerTypes[kind].expects !== undefined || kind === 'Flatten');
  const [channels = 3, height = 224, width = 224] = usual;
  if (first === undefined || first.expects === null) return [channels, height, width];
  return first.kind === 'Linear' ? [first.expects] : [first.expects, height, width];
}
