/** Adapters are in no checkout: what stands in them is shown at the call of the module that they stand for. */
export const ADAPTER_PREFIX = "module-adapter:";

/** Whether a path is an adapter's. */
export function isAdapterFile(path: string): boolean {
  return path.startsWith(ADAPTER_PREFIX);
}
