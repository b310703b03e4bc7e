const MB = 1024 * 1024;

/** Terraform's code: what people write is a hundredth of it. */
const LARGEST_CODE = 4 * MB;
/** Everything else that is decoded: services, values, states, what functions of Terraform read. */
const LARGEST_TEXT = 16 * MB;
/** A plan of a large estate; V8 holds no text that is much longer. */
const LARGEST_PLAN = 512_000_000;

const CODE = /\.(?:tf|tofu)$/;
/** By its name. */
export const JSON_FILE = /\.json$/i;
const PLAN = /"planned_values"\s*:/;

/** The most bytes that a file of this name may have, unless it is a plan. */
export function largestOf(path: string): number {
  return CODE.test(path) ? LARGEST_CODE : LARGEST_TEXT;
}

/** What is over which bound, as the end of a sentence: of what may be a plan both are told. */
export function boundWords(path: string, bytes: number): string {
  const words = `files over ${largestOf(path)} are not read`;
  return JSON_FILE.test(path) && bytes > LARGEST_PLAN ? `${words}, nor plans over ${LARGEST_PLAN}` : words;
}

/** Whether a file over its bound may be a plan, which has a larger one. */
export function mayBePlan(path: string, bytes: number): boolean {
  return JSON_FILE.test(path) && bytes <= LARGEST_PLAN;
}

/** Whether bytes are those of a plan as JSON: a list isn't one, and whatever has none of its words. */
export function isPlan(text: Iterable<string>): boolean {
  for (const piece of text) if (PLAN.test(piece)) return true;
  return false;
}
