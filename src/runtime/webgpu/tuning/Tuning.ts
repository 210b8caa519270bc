import type { Bound } from '../Bound.ts';
import type { Dispatch } from '../Dispatch.ts';
import { type ConvolutionSpec, convolutionShader } from '../shaders/convolution.ts';
import { classOf, formsFor, nameOf } from '../shaders/convolution-forms.ts';
import type { Choices } from './choices.ts';
import { chooseFastest } from './choose-fastest.ts';
import { Stopwatch } from './Stopwatch.ts';

/** How long measuring may take, in milliseconds. */
export interface TuningLimits {
  /** On the device; the class that is being measured is finished. */
  readonly budget: number;
  /** For candidates to be compiled, all in all, when everything else is ready. */
  readonly patience: number;
}

/** What nobody notices beside the loading of weights. What is not reached in time is measured when the next network is loaded. */
const TUNING_LIMITS: TuningLimits = { budget: 200, patience: 800 };

/** A part of the budget that one run of a kernel may take: on slower devices nothing is measured. */
const SLOW = 1 / 16;

/** Milliseconds by which a timer may ring too early. */
const EARLY = 2;

/** A class of convolutions of which nothing is known, with one of them in the form that is used otherwise. */
interface Trial {
  readonly name: string;
  readonly dispatch: ConvolutionDispatch;
}

interface Candidate {
  readonly form: string;
  readonly dispatch: Dispatch;
  readonly compiling: Promise<void>;
  /** `undefined` while it is compiled, `null` where the driver refuses. */
  pipeline: GPUComputePipeline | null | undefined;
}

/** Makes a kernel of a pipeline, with the buffers of a dispatch. */
export type Bind = (pipeline: GPUComputePipeline, dispatch: Dispatch) => Bound;

/** A short measurement of the forms of convolutions, once for each class. */
export class Tuning {
  readonly #device: GPUDevice;
  readonly #limits: TuningLimits;
  readonly #trials: readonly Trial[];

  /** `dispatches` have the forms that are used where nothing is measured. */
  constructor(device: GPUDevice, dispatches: readonly Dispatch[], known: Choices, limits = TUNING_LIMITS) {
    this.#device = device;
    this.#limits = limits;
    const firsts = new Map<string, ConvolutionDispatch>();
    for (const dispatch of dispatches.filter(isConvolution)) {
      const name = classOf(dispatch.convolution);
      if (known[name] === undefined && !firsts.has(name)) firsts.set(name, dispatch);
    }
    this.#trials = [...firsts]
      .toSorted(([, a], [, b]) => productsOf(b.convolution) - productsOf(a.convolution))
      .map(([name, dispatch]) => ({ name, dispatch }));
  }

  /**
   * Names of the fastest forms by class, as many as the limits allow, the largest convolutions first; of a class whose forms the compiler
   * does not finish in time, the usual one, so that it is not tried again. Kernels write into the network's maps meanwhile: no pass may be on
   * its way.
   */
  async measure(bind: Bind, signal?: AbortSignal): Promise<Choices> {
    const found: Record<string, string> = {};
    if (this.#trials.length === 0) return found;
    const stopwatch = new Stopwatch(this.#device);
    const end = performance.now() + this.#limits.patience + this.#limits.budget;
    let measuring = 0;
    try {
      for (const { name, dispatch } of this.#trials) {
        signal?.throwIfAborted();
        if (performance.now() > end - EARLY || measuring >= this.#limits.budget) break;
        // One class at a time: what nobody waits for any longer must not stand before the kernels of the next network.
        const candidates = this.#begin(dispatch);
        if (await this.#isCompiled(candidates, end - performance.now(), signal)) {
          const start = performance.now();
          found[name] = await this.#fastest(candidates, stopwatch, bind);
          measuring += performance.now() - start;
        } else found[name] = nameOf(dispatch.form);
      }
    } finally {
      stopwatch.dispose();
    }
    return found;
  }

  async #fastest(candidates: readonly Candidate[], stopwatch: Stopwatch, bind: Bind): Promise<string> {
    const ready = candidates.flatMap(({ form, dispatch, pipeline }) =>
      pipeline ? [{ form, kernel: bind(pipeline, dispatch) }] : [],
    );
    const place = await chooseFastest(ready.length, this.#limits.budget * SLOW, (places, times) =>
      stopwatch.time(
        places.flatMap((each) => ready[each]?.kernel ?? []),
        times,
      ),
    );
    return ready[place]?.form ?? '';
  }

  #begin(dispatch: ConvolutionDispatch): readonly Candidate[] {
    const { convolution, form } = dispatch;
    const forms = new Map([form, ...formsFor(convolution)].map((each) => [nameOf(each), each]));
    return [...forms].map(([name, each]) =>
      this.#compile(name, { ...dispatch, ...convolutionShader(convolution, each) }),
    );
  }

  #compile(form: string, dispatch: Dispatch): Candidate {
    const module = this.#device.createShaderModule({ code: dispatch.code });
    const compiling = this.#device.createComputePipelineAsync({ layout: 'auto', compute: { module } }).then(
      (pipeline) => {
        candidate.pipeline = pipeline;
      },
      () => {
        candidate.pipeline = null;
      },
    );
    const candidate: Candidate = { form, dispatch, compiling, pipeline: undefined };
    return candidate;
  }

  /** Whether all are compiled, or refused, in so many milliseconds. */
  async #isCompiled(candidates: readonly Candidate[], patience: number, signal?: AbortSignal): Promise<boolean> {
    const all = Promise.all(candidates.map(({ compiling }) => compiling));
    const late = AbortSignal.timeout(Math.max(0, Math.ceil(patience)));
    const enough = signal === undefined ? late : AbortSignal.any([signal, late]);
    await Promise.race([all, new Promise((resolve) => enough.addEventListener('abort', resolve, { once: true }))]);
    signal?.throwIfAborted();
    return candidates.every(({ pipeline }) => pipeline !== undefined);
  }
}

type ConvolutionDispatch = Dispatch & Required<Pick<Dispatch, 'convolution' | 'form'>>;

function isConvolution(dispatch: Dispatch): dispatch is ConvolutionDispatch {
  return dispatch.convolution !== undefined && dispatch.form !== undefined;
}

/** Multiplications of vectors by vectors. */
function productsOf({ to, inVectors, window }: ConvolutionSpec): number {
  return to.height * to.width * to.vectors * inVectors * window.kernelSize[0] * window.kernelSize[1];
}
