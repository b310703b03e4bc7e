/** `serverless.yml`, and what people call its siblings: `serverless-api.yml`, `serverless.generated.yml`. */
const CONFIGURATION = /(?:^|\/)serverless[^/]*\.(?:ya?ml|json)$/;
const CODE = /(?:^|\/)serverless\.[cm]?[jt]s$/;
const COMPOSE = /(?:^|\/)serverless-compose\.(?:ya?ml|json)$/;

/** What files that it claims may be called. */
export const names = [CONFIGURATION, CODE];

/** Whether a file may be a service's configuration, or list services of other folders, by its name. */
export function claims(path: string): boolean {
  return CONFIGURATION.test(path) || CODE.test(path);
}

/** Whether a file may be a service's configuration as data. A compose file is named like one. */
export function isConfiguration(path: string): boolean {
  return CONFIGURATION.test(path);
}

/** Whether a file is a service's configuration as a program. */
export function isCode(path: string): boolean {
  return CODE.test(path);
}

/** Whether a file lists services of other folders. */
export function isComposeFile(path: string): boolean {
  return COMPOSE.test(path);
}
