import { CONFIGURATION_FILE, isConfigurationFile } from "./modules/files.ts";

const APP_SETTINGS = /(?:^|\/)cdktf\.json$/;

/** What files that it claims may be called. */
export const names = [APP_SETTINGS, CONFIGURATION_FILE];

/** Whether a file is Terraform or OpenTofu code, or the settings of an app that makes some, by its name. */
export function claims(path: string): boolean {
  return isAppSettings(path) || isConfigurationFile(path.slice(path.lastIndexOf("/") + 1));
}

/** The settings of an app of the CDK for Terraform. */
export function isAppSettings(path: string): boolean {
  return APP_SETTINGS.test(path);
}
