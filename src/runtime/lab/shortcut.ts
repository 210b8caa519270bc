import { add, mul } from '@tensorflow/tfjs-core';
import type { Layer } from './Layer.ts';

/** x + F(x): the gradient reaches x by both ways, undiminished by the first. Source: arXiv 1512.03385, 1603.05027. */
export function identityShortcut(layer: Layer): Layer {
  return scaledShortcut(layer, 1);
}

/** x + scale · F(x). */
export function scaledShortcut(layer: Layer, scale: number): Layer {
  return {
    parameters: layer.parameters,
    forward(input, parameters) {
      const pass = layer.forward(input, parameters);
      return {
        output: add(input, mul(pass.output, scale)),
        backward(gradient) {
          const back = pass.backward(mul(gradient, scale));
          return { input: add(gradient, back.input), parameters: back.parameters };
        },
      };
    },
  };
}

/** P(x) + F(x) with a learned P: the shortcut has weights of its own, and no longer passes the gradient unchanged. */
export function projectionShortcut(layer: Layer, projection: Layer): Layer {
  return {
    parameters: [...layer.parameters, ...projection.parameters],
    forward(input, parameters) {
      const residual = layer.forward(input, parameters);
      const shortcut = projection.forward(input, parameters);
      return {
        output: add(shortcut.output, residual.output),
        backward(gradient) {
          const back = residual.backward(gradient);
          const around = shortcut.backward(gradient);
          return {
            input: add(around.input, back.input),
            parameters: new Map([...back.parameters, ...around.parameters]),
          };
        },
      };
    },
  };
}
