import { isConfigurationFile } from "./modules/files.ts";

/** Whether a file is Terraform or OpenTofu code, by its name. */
export function claims(path: string): boolean {
  return isConfigurationFile(path.slice(path.lastIndexOf("/") + 1));
}
