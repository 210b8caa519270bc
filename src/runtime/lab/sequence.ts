import type { Tensor } from '@tensorflow/tfjs-core';
import type { Backward, Forward, Layer } from './Layer.ts';

/** Layers one after another, as one layer. */
export function sequence(layers: readonly Layer[]): Layer {
  return {
    parameters: layers.flatMap((layer) => layer.parameters),
    forward(input, parameters) {
      const passes: Forward[] = [];
      let output = input;
      for (const layer of layers) {
        const pass = layer.forward(output, parameters);
        passes.push(pass);
        output = pass.output;
      }
      return {
        output,
        backward(gradient) {
          const found = new Map<string, Tensor>();
          let input = gradient;
          for (const pass of passes.toReversed()) {
            const back: Backward = pass.backward(input);
            for (const [name, value] of back.parameters) found.set(name, value);
            input = back.input;
          }
          return { input, parameters: found };
        },
      };
    },
  };
}
