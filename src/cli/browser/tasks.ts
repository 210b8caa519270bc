/** What the command line does inside a browser. Bundled by `bundle-tasks.ts`. */
import { webgpuInUse } from '../../runtime/backends/webgpu.ts';
import { openFaithful } from '../../runtime/open-network.ts';
import { startBackend } from '../../runtime/start-backend.ts';
import type { Trace } from '../../runtime/trace.ts';
import { byNetwork } from '../conformance/by-network.ts';
import { checkCases, type OperatorCase, type Verdict } from '../conformance/check-cases.ts';
import { type LogitsRequest, logitsRequest } from '../logits-request.ts';
import { fusedOn, type Open } from '../open.ts';
import { type TraceRequest, traceRequest } from '../trace-request.ts';
import { checkForms, type FormVerdict } from '../verify/convolution-forms.ts';

/** Runs a trace on WebGPU, layer by layer; `weights` is the address of the weights file. */
export async function trace(request: TraceRequest, weights?: string): Promise<Trace> {
  return traceOn(openFaithful, request, weights);
}

/** Runs a trace on WebGPU, fused. */
export async function traceFused(request: TraceRequest, weights?: string): Promise<Trace> {
  return traceOn(fusedOn('webgpu'), request, weights);
}

async function traceOn(open: Open, request: TraceRequest, weights = ''): Promise<Trace> {
  await startBackend('webgpu', { allowSoftware: true });
  return traceRequest(request, async () => (await fetch(weights)).blob(), open);
}

/** Runs operator cases on WebGPU. */
export async function conformance(cases: readonly OperatorCase[]): Promise<readonly Verdict[]> {
  await startBackend('webgpu', { allowSoftware: true });
  return checkCases(cases);
}

/** Runs operator cases as networks of one layer on WebGPU, fused. */
export async function conformanceFused(cases: readonly OperatorCase[]): Promise<readonly Verdict[]> {
  await startBackend('webgpu', { allowSoftware: true });
  return checkCases(cases, byNetwork(fusedOn('webgpu')));
}

/** Puts a network through forms of the convolution kernels on WebGPU, by their names. */
export async function convolutionForms(names: readonly string[]): Promise<readonly FormVerdict[]> {
  await startBackend('webgpu', { allowSoftware: true });
  const gpu = webgpuInUse();
  return gpu === undefined ? [] : checkForms(gpu.device, names);
}

/** Runs inputs through a network on WebGPU; `weights` is the address of the weights file. */
export async function logits(request: LogitsRequest, weights?: string): Promise<readonly (readonly number[])[]> {
  await startBackend('webgpu', { allowSoftware: true });
  return logitsRequest(request, async () => (await fetch(weights ?? '')).blob());
}
