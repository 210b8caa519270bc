/** A small network that starts onnxruntime-web, as the app's worker starts its own runtime before a network is chosen. */
export const SWITCH_STARTER = 'alexnet_cifar';
