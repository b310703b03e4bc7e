import { FORMATS } from "./formats.ts";

/** What files that it claims may be called. */
export const names = FORMATS.map(({ files }) => files);

/** Whether a file may belong to a tool whose code is not read here, by its name. */
export function claims(path: string): boolean {
  return names.some((name) => name.test(path));
}
