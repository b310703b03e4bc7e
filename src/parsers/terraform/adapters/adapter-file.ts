/** Adapters are in no checkout: what is in them is shown at the call of the module that they replace. */
export const ADAPTER_PREFIX = "module-adapter:";

/** Whether a path is an adapter's. */
export function isAdapterFile(path: string): boolean {
  return path.startsWith(ADAPTER_PREFIX);
}
