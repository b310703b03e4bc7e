import type { Coverage, UnreadEntry } from "../../finding.ts";
import type { Model } from "../../model/linked-model.ts";
import type { Site, Unread } from "../../model/model.ts";
import type { LeftOut, Parser, Reached, UnreadCode } from "../../parser.ts";
import type { Policy } from "../../policy/policy.ts";
import { compareLocations, compareText } from "../../source/location.ts";
import type { Checkout } from "../checkout/checkout.ts";
import { notReadable } from "../checkout/readable-text.ts";
import { withoutFailing } from "../roots/contained.ts";
import { decidingInputs } from "../roots/deciding-inputs.ts";
import type { Evaluation } from "../roots/evaluate.ts";
import type { Evaluating } from "../roots/evaluating.ts";
import { withoutItsDocument } from "../roots/gone-documents.ts";
import { reasonToLeaveOut } from "../roots/judged-too.ts";
import { unreadAt } from "../roots/read-roots.ts";
import { brokenCode, type FoundRoots } from "../roots/roots.ts";

/** What no root's evaluation has read, and the places where it would be deployed. */
export interface PassedOver {
  unread: Unread[];
  /** Those that are no deployment. */
  sites: Site[];
}

/** Something unread, with the parser that knows of it. */
export type FoundCode = FoundRoots["unread"][number];

/** Blocks of Lambda in files that no evaluation went through, by whichever of the names that links give them. */
export function unreachedCode(
  { reached }: Evaluation,
  files: readonly string[],
  { checkout, parsers }: { checkout: Checkout; parsers: readonly Parser[] },
): FoundCode[] {
  const read = new Set(reached.flatMap((each) => each.files));
  const identities = new Set([...read].map((file) => checkout.identityOf(file)));
  const isRead = (file: string) => read.has(file) || identities.has(checkout.identityOf(file));
  const pieces = new Set(reached.flatMap(({ includes = [] }) => includes));
  return parsers.flatMap((parser) => {
    const rest = files.filter((file) => parser.claims(file) && !isRead(file));
    if (rest.length === 0) return [];
    const { found, diagnostics } = withoutFailing(rest, (some) => parser.unreached?.(some, checkout) ?? []);
    const blocks = [...found, ...diagnostics.flatMap((each) => brokenCode(each) ?? [])];
    const isReadElsewhere = ({ kind, at }: FoundCode["code"]) => kind === "include" && pieces.has(at.file);
    return blocks.filter((code) => !isReadElsewhere(code)).map((code) => ({ code, parser }));
  });
}

/** Gives what is unread the environments that its path belongs to. */
export function passedOver(
  found: readonly { code: UnreadCode; parser?: Parser }[],
  evaluation: Evaluation,
  { checkout, policy, wanted, judgedToo }: Evaluating,
): PassedOver {
  const refused = refusedCode(checkout, evaluation.taken).map((code) => ({ code }));
  const decides = decidingInputs(evaluation, checkout.sources);
  const deployed = new Set(evaluation.deployments.map(({ id }) => id));
  const places = { base: judgedToo.base?.places ?? [], head: evaluation.roots };
  const sites = new Map<string, Site>();
  const unread: Unread[] = [];
  for (const { code: told, parser } of [...found, ...refused] as typeof found) {
    if (reasonToLeaveOut(told.at.file, { policy, judgedToo }) !== undefined) continue;
    const { input } = told;
    const known = withoutItsDocument(told, parser?.format, places);
    const code = input && decides(input) ? { ...known, mayHoldFunctions: true } : known;
    // An input that decides no concurrency is a proposal for the policy, and nothing that was missed.
    if (input && (!code.mayHoldFunctions || policy.gives(input))) continue;
    for (const environment of environmentsOf(code, parser, policy)) {
      if (wanted.length > 0 && !wanted.includes(environment)) continue;
      const id = `${code.at.file}@${environment}`;
      if (!deployed.has(id)) sites.set(id, { id, root: code.at.file, environment });
      unread.push(unreadAt(id, declaredHere(code, checkout)));
    }
  }
  return { unread, sites: [...sites.values()] };
}

/** What can't be read, inputs among it: whatever such a one sets may decide a number. */
function refusedCode(checkout: Checkout, taken: readonly string[]): UnreadCode[] {
  const inputs = new Set(taken.filter((path) => !checkout.read(path)));
  const refused = checkout.unread.map((code) =>
    inputs.has(code.what) ? { ...code, mayHoldFunctions: true } : code,
  );
  const told = new Set(refused.map(({ what }) => what));
  // A name that is not UTF-8 is told as it is, and listed with a replacement character.
  const rest = [...inputs].filter((path) => !told.has(path) && !path.includes("\ufffd"));
  const [because, hint] = ["it is no file that can be read", "Put the file itself there."];
  return [...refused, ...rest.map((path) => notReadable(path, because, hint, true))];
}

/** An input is proposed for the policy only where something here has it. */
function declaredHere(code: UnreadCode, { sources }: Checkout): UnreadCode {
  const { input, at } = code;
  if (!input) return code;
  const isDeclared = [...sources.values()].some(
    ({ path, text }) => path !== at.file && DECLARES.test(path) && text.includes(input.name),
  );
  return isDeclared
    ? code
    : {
        ...code,
        hint: `Nothing that is read here has an input ${input.name}: check what this command deploys.`,
      };
}

/** What may declare variables and parameters. */
const DECLARES = /\.(?:tf|tofu|json|ya?ml|template)$/i;

function environmentsOf({ at: { file } }: UnreadCode, parser: Parser | undefined, policy: Policy): string[] {
  const root = { format: parser?.format ?? "terraform", path: file } as const;
  return policy.environmentsFor(root).map(({ name }) => name);
}

/** What became of everything: what is equal is one entry, with all that calls it. */
export function coverageOf(model: Model, { reached }: Evaluation, leftOut: readonly LeftOut[]): Coverage {
  const unread = unreadEntries(model);
  return {
    checked: new Set(reached.map(keyOf)).size,
    modules: {
      read: distinct(reached.filter(({ kind, isOfLambda }) => kind === "module" && isOfLambda)),
      unread: unread.filter(({ kind, mayHoldFunctions }) => kind === "module" && mayHoldFunctions).length,
    },
    leftOut: [...new Map(leftOut.map((each) => [each.path, each])).values()].sort((a, b) =>
      compareText(a.path, b.path),
    ),
    unread,
  };
}

function unreadEntries(model: Model): UnreadEntry[] {
  const sites = new Map(model.sites.map((site) => [site.id, site]));
  const entries = new Map<string, UnreadEntry & { calls: UnreadEntry["calls"][number][] }>();
  const seen = new Set<string>();
  for (const { address, at, deploymentId, ...unread } of model.unread) {
    const { kind, what, because, hint, mayHoldFunctions, isBroken, entry } = unread;
    const key = JSON.stringify([kind, what, because]);
    const same = entries.get(key) ?? {
      ...{ kind, what, because, hint, mayHoldFunctions, calls: [] },
      ...(isBroken ? { isBroken } : {}),
      ...(entry === undefined ? {} : { entry }),
    };
    const root = sites.get(deploymentId)?.root ?? "";
    const call = JSON.stringify([key, root, address, at.file, at.start.offset]);
    if (!seen.has(call)) same.calls.push({ address, root, at });
    seen.add(call);
    entries.set(key, mayHoldFunctions ? { ...same, mayHoldFunctions } : same);
  }
  for (const { calls } of entries.values())
    calls.sort((a, b) => compareLocations(a.at, b.at) || compareText(a.root, b.root));
  return [...entries.values()].sort(
    (a, b) =>
      Number(b.mayHoldFunctions) - Number(a.mayHoldFunctions) ||
      compareLocations((a.calls[0] as (typeof a.calls)[0]).at, (b.calls[0] as (typeof b.calls)[0]).at) ||
      compareText(a.what, b.what),
  );
}

function distinct(reached: readonly Reached[]): number {
  return new Set(reached.map(keyOf)).size;
}

function keyOf({ kind, what }: Reached): string {
  return `${kind}\n${what}`;
}
