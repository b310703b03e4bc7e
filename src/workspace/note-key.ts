import { fingerprintOf } from "../engine/judge/fingerprint.ts";

/** What tells the note of one job from another's on the same pull request: two jobs that check different things keep two notes. */
export function noteKey(
  paths: readonly string[],
  environments: readonly string[],
  policy: string | undefined,
): string {
  return fingerprintOf(...paths, "", ...environments, "", policy ?? "").slice(0, 12);
}
