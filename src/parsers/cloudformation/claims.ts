const NAMES = /\.(?:ya?ml|json|template)$/i;

/** Whether a file may be a template, by its name. */
export function claims(path: string): boolean {
  return NAMES.test(path);
}
