const MANIFEST = /(?:^|\/)manifest\.json$/;
const APP_SETTINGS = /(?:^|\/)cdk\.json$/;

/** Whether a file may be a cloud assembly's manifest or an app's settings, by its name. */
export function claims(path: string): boolean {
  return isManifest(path) || isAppSettings(path);
}

export function isManifest(path: string): boolean {
  return MANIFEST.test(path);
}

export function isAppSettings(path: string): boolean {
  return APP_SETTINGS.test(path);
}
