import { FORMATS } from "./formats.ts";

/** Whether a file may belong to a tool whose code is not read here, by its name. */
export function claims(path: string): boolean {
  return FORMATS.some(({ files }) => files.test(path));
}
