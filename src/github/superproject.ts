import { dirname, relative, resolve } from "node:path";
import { Repository } from "../engine/checkout/git/repository.ts";
import { fromTop, type Place } from "../workspace/locate.ts";

/**
 * The place as seen from the repository that the workspace really is about: a pull request can turn a folder into a submodule,
 * and must not thereby move the top of the checkout, and with it its own policy to the outside.
 */
export function seenFromSuperproject(place: Place, workspace: string, deadlineMs?: number): Place {
  let { top } = place;
  for (let folder = dirname(top); isWithin(workspace, folder); folder = dirname(folder)) {
    const repository = Repository.at(folder, deadlineMs);
    const head = repository?.commit("HEAD");
    if (repository && head && repository.object(head, fromTop(folder, top)) !== undefined) top = folder;
  }
  if (top === place.top) return place;
  return { top, paths: place.paths.map((path) => fromTop(top, resolve(place.top, path))) };
}

function isWithin(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way === "" || !way.startsWith("..");
}
