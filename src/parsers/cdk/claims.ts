const MANIFEST = /(?:^|\/)manifest\.json$/;
const AMPLIFY = /(?:^|\/)amplify\/backend\.[cm]?[jt]s$/;
const APP_SETTINGS = /(?:^|\/)cdk\.json$/;

/** What files that it claims may be called. */
export const names = [MANIFEST, AMPLIFY, APP_SETTINGS];

/** Whether a file may be a cloud assembly's manifest, an app's settings or an Amplify backend, by its name. */
export function claims(path: string): boolean {
  return isManifest(path) || isAppSettings(path) || isAmplifyBackend(path);
}

/** The backend of an app of AWS Amplify, which the CDK synthesises. */
export function isAmplifyBackend(path: string): boolean {
  return AMPLIFY.test(path);
}

export function isManifest(path: string): boolean {
  return MANIFEST.test(path);
}

export function isAppSettings(path: string): boolean {
  return APP_SETTINGS.test(path);
}
