/** What files that it claims may be called. */
export const names = [/\.(?:ya?ml|json|template)$/i];

/** Whether a file may be a template, by its name. */
export function claims(path: string): boolean {
  return names.some((name) => name.test(path));
}
