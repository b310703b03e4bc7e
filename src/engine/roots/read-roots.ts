import type { Refusal } from "../../evidence.ts";
import type { Deployment, Unread } from "../../model/model.ts";
import { type EnvironmentInputs, type Parsed, type Root, rootKey, type UnreadCode } from "../../parser.ts";
import { CheckoutFact } from "../../per-checkout.ts";
import type { PolicyEnvironment } from "../../policy/environments/environment.ts";
import { append } from "../../source/append.ts";
import { parsedAlone } from "./contained.ts";
import type { Evaluating } from "./evaluating.ts";
import { unreadNow } from "./held-functions.ts";
import { countedIn, environmentsOf, isJudgedIn } from "./judged-too.ts";
import { NeighboursByEnvironment } from "./neighbours.ts";
import type { Reading } from "./planned.ts";
import { brokenCode, type ParsableRoot } from "./roots.ts";

/** A root as it was read for one of its environments and regions. */
export interface ReadRoot {
  reading: Reading;
  parsed: Parsed;
  deployment: Deployment;
}

/** A root in an environment that its code refuses to be deployed to. */
export interface RefusedSite {
  root: Root;
  environment: PolicyEnvironment;
  refusal: Refusal;
  /** Whether there is, or may be, anything of Lambda in it. */
  isOfLambda: boolean;
}

/** What became of the roots. */
export interface RootsRead {
  read: ReadRoot[];
  refused: RefusedSite[];
  /** Of roots that the environments asked for refuse, what was read for others: they are deployed there. */
  elsewhere: { root: Root; environment: string; parsed: Parsed }[];
}

/** Reads each root for each of its environments and regions. */
export function readRoots(roots: readonly ParsableRoot[], setting: Evaluating): RootsRead {
  const { checkout, wanted, onProgress } = setting;
  const sites = new Set(
    roots.flatMap(({ root }) =>
      environmentsOf(root, setting).map(({ name }) => siteKey(rootKey(root), name)),
    ),
  );
  const neighbours = new NeighboursByEnvironment(setting);
  const parse = parsing(setting, neighbours);
  const all: RootsRead = { read: [], refused: [], elsewhere: [] };
  for (const [index, { root, parser }] of roots.entries()) {
    onProgress?.(index, roots.length, root.path);
    // A link makes two paths of one root: what is the same in one environment is deployed once.
    const behind = { ...root, path: checkout.identityOf(root.path) };
    const isDouble = (name: string) => behind.path !== root.path && sites.has(siteKey(rootKey(behind), name));
    const among = environmentsOf(root, setting);
    const environments = among.filter(({ name }) => !isDouble(name));
    const isWanted = ({ name }: PolicyEnvironment) => wanted.length === 0 || wanted.includes(name);
    const reader = new RootReader({ root, parser }, among, { ...setting, parse }, neighbours);
    const own = reader.readIn(environments.filter(isWanted));
    append(all.read, own.read);
    append(all.refused, own.refused);
    if (own.read.length > 0 || own.refused.length === 0) continue;
    const others = reader.readIn(environments.filter((each) => !isWanted(each)));
    for (const { parsed, reading } of others.read)
      all.elsewhere.push({ root, environment: reading.environment, parsed });
    // Refused everywhere, it is deployed somewhere that the policy doesn't know, with what nobody here can tell.
    if (others.read.length === 0)
      append(all.read, reader.readIn([setting.policy.unmatched].filter(isWanted)).read);
  }
  return all;
}

type Parse = (parser: ParsableRoot["parser"], root: Root, inputs: EnvironmentInputs) => Parsed;

/** Evaluates a root, or takes what another run of the same change made of it. */
function parsing({ checkout, parsedRoots }: Evaluating, neighbours: NeighboursByEnvironment): Parse {
  if (!parsedRoots) return (parser, root, inputs) => parser.parse(root, inputs, checkout);
  const reuse = parsedRoots.in(checkout, {
    fact: (name) => CheckoutFact.written(name, checkout),
    inputs: (of) => neighbours.written(of),
  });
  return (parser, root, inputs) => reuse.parse(parser, root, inputs);
}

/** Reads one root. */
class RootReader {
  readonly #root: Root;
  readonly #parser: ParsableRoot["parser"];
  readonly #among: readonly PolicyEnvironment[];
  readonly #setting: Evaluating & { parse: Parse };
  readonly #neighbours: NeighboursByEnvironment;

  /** @param among the environments of the root */
  constructor(
    { root, parser }: ParsableRoot,
    among: readonly PolicyEnvironment[],
    setting: Evaluating & { parse: Parse },
    neighbours: NeighboursByEnvironment,
  ) {
    this.#root = root;
    this.#parser = parser;
    this.#among = among;
    this.#setting = setting;
    this.#neighbours = neighbours;
  }

  readIn(environments: readonly PolicyEnvironment[]): Pick<RootsRead, "read" | "refused"> {
    const deployed: { environment: PolicyEnvironment; parsed: Parsed; inputs: EnvironmentInputs }[] = [];
    const refused: RefusedSite[] = [];
    for (const environment of environments) {
      for (const inputs of this.#neighbours.in(environment).inputsFor(this.#root)) {
        const parsed = this.#parse(inputs);
        const refusal = this.#refusal(parsed, environment);
        if (refusal) {
          refused.push({ root: this.#root, environment, refusal, isOfLambda: mayBeOfLambda(parsed) });
          break;
        }
        deployed.push({ environment, parsed, inputs });
        if (parsed.regionFixed) break;
      }
    }
    // Tags choose among the environments that it is deployed to: where it isn't, no function of it is left to.
    const among = this.#among.filter((each) => !refused.some(({ environment }) => environment === each));
    const read = deployed.map(({ environment, parsed, inputs }) =>
      this.#readRoot(environment, parsed, inputs, among),
    );
    return { read, refused };
  }

  #parse(inputs: EnvironmentInputs): Parsed {
    const { checkout, parse } = this.#setting;
    return parsedAlone(this.#parser, this.#root, () => parse(this.#parser, this.#root, inputs), checkout);
  }

  /** What a change takes out of an environment is judged there all the same. */
  #refusal({ refused }: Parsed, { name }: PolicyEnvironment): Refusal | undefined {
    return isJudgedIn(this.#root, name, this.#setting.judgedToo) ? undefined : refused;
  }

  #readRoot(
    environment: PolicyEnvironment,
    parsed: Parsed,
    inputs: EnvironmentInputs,
    among: readonly PolicyEnvironment[],
  ): ReadRoot {
    const resources = {
      ...parsed.resources,
      unread: unreadIn(parsed, inputs.deploymentId, this.#root, this.#setting),
    };
    return {
      parsed,
      deployment: deploymentOf(this.#root, parsed, inputs),
      reading: {
        root: this.#root,
        environment: environment.name,
        region: parsed.region,
        environments: among.length,
        resources: countedIn(environment, this.#root, resources, among, this.#setting),
        ...(parsed.codeOf ? { codeOf: parsed.codeOf } : {}),
      },
    };
  }
}

function mayBeOfLambda({ resources, unread = [] }: Parsed): boolean {
  return (
    Object.values(resources).some((each) => each.length > 0) ||
    unread.some(({ mayHoldFunctions }) => mayHoldFunctions)
  );
}

function deploymentOf(root: Root, parsed: Parsed, inputs: EnvironmentInputs): Deployment {
  const stack = parsed.stack ?? root.stack;
  return {
    id: inputs.deploymentId,
    format: root.format,
    root: root.path,
    ...(stack === undefined ? {} : { stack }),
    ...(parsed.moves?.length ? { moves: parsed.moves } : {}),
    environment: inputs.environment,
    account: parsed.account,
    region: parsed.region,
  };
}

/** A root in an environment. */
export function siteKey(root: string, environment: string): string {
  return `${root}\n${environment}`;
}

/** What a root calls and nests that isn't here, and what of it can't be understood. */
function unreadIn(
  { unread = [], diagnostics }: Parsed,
  deploymentId: string,
  { path }: Root,
  { judgedToo }: Evaluating,
): Unread[] {
  return [...unread, ...diagnostics.flatMap((each) => brokenCode(each) ?? [])].map((code) =>
    unreadAt(deploymentId, unreadNow(path, code, judgedToo.base?.held)),
  );
}

/** Something unread, as a noun of the model. */
export function unreadAt(deploymentId: string, code: UnreadCode): Unread {
  return {
    ...code,
    id: `${deploymentId}#${code.address}`,
    deploymentId,
    instances: { atLeast: 0, atMost: Number.POSITIVE_INFINITY },
  };
}
