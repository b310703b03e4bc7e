import type { LinkTo } from "../reporters/markdown/place.ts";
import type { RunEvent } from "./event.ts";

/** Links to lines at the commit of the event. Outside of GitHub there is nothing to link to. */
export function linksTo({ serverUrl, repository, headSha }: RunEvent): LinkTo {
  if (!repository || !headSha) return () => undefined;
  const blob = `${serverUrl}/${repository.owner}/${repository.repo}/blob/${headSha}`;
  return ({ file, start, end }) => {
    // A policy from another repository isn't part of this commit.
    if (file.startsWith("../")) return undefined;
    const path = file.split("/").map(encoded).join("/");
    const lines = end.line > start.line ? `#L${start.line}-L${end.line}` : `#L${start.line}`;
    return `${blob}/${path}${lines}`;
  };
}

/** A part of an address that no bracket can end too early. */
function encoded(part: string): string {
  return encodeURIComponent(part).replace(/[()]/g, (bracket) => (bracket === "(" ? "%28" : "%29"));
}
