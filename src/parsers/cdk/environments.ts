import { wholeEnvironmentWord } from "../../environment-words.ts";
import type { EnvironmentSettings, Evidence } from "../../evidence.ts";
import type { Root } from "../../parser.ts";

/** The environment of a stack: its stage, else the ending that it shares with others of its app. @param stacks the names of all stacks of the app */
export function environmentsOf(root: Root, stacks: readonly string[]): Evidence[] {
  const { path, stack = "", stage, account, region } = root;
  const settings: EnvironmentSettings = {
    ...(account === undefined ? {} : { account }),
    ...(region === undefined ? {} : { regions: [region] }),
  };
  if (stage !== undefined)
    return [
      {
        kind: "code",
        name: stage,
        because: `stage ${stage} of ${path}`,
        settings: { ...settings, match: { stages: [stage] } },
      },
    ];
  const ending = endingsOf(stacks).get(stack);
  if (!ending) return [];
  return [
    {
      kind: "code",
      name: ending.name,
      because: `stack ${stack} of ${path}`,
      settings: { ...settings, match: { stacks: [`*${ending.joint}${ending.name}`] } },
    },
  ];
}

interface Ending {
  /** What it is an ending of. */
  base: string;
  joint: string;
  name: string;
}

/**
 * The endings of stacks that tell environments apart: `pay-PROD` and `pay-CODE`. Production's word does. Another environment's word
 * does where the same base has two of them (`stripe-integration` is an application); any other one where all that end so are also
 * there for production.
 */
function endingsOf(stacks: readonly string[]): ReadonlyMap<string, Ending> {
  const all = stacks.flatMap((stack) => {
    const ending = endingOf(stack);
    return ending ? [{ stack, ending }] : [];
  });
  // The endings of each base, and the bases of each ending.
  const besides = new Map<string, Set<string>>();
  const sharing = new Map<string, Set<string>>();
  for (const { ending } of all) {
    besides.set(ending.base, (besides.get(ending.base) ?? new Set()).add(ending.name));
    sharing.set(ending.name, (sharing.get(ending.name) ?? new Set()).add(ending.base));
  }
  const words = (base: string) => [...(besides.get(base) ?? [])].map(wholeEnvironmentWord);
  const tellsByItself = new Map(
    [...sharing].map(([name, bases]) => {
      const isEverywhereBesideProduction =
        bases.size > 1 && [...bases].every((base) => words(base).includes("prod"));
      return [name, wholeEnvironmentWord(name) === undefined && isEverywhereBesideProduction] as const;
    }),
  );
  const tells = ({ base, name }: Ending): boolean => {
    const word = wholeEnvironmentWord(name);
    if (word === undefined) return tellsByItself.get(name) ?? false;
    return word === "prod" || words(base).some((each) => each !== undefined && each !== word);
  };
  return new Map(all.flatMap(({ stack, ending }) => (tells(ending) ? [[stack, ending] as const] : [])));
}

/** `PROD` of `pay-PROD`, `Prod` of `ShopProd`. */
function endingOf(stack: string): Ending | undefined {
  const [, base, joint = "", name] =
    /^(.+)([-_])([A-Za-z0-9]+)$/.exec(stack) ?? /^(.*[a-z0-9])()([A-Z][A-Za-z0-9]*)$/.exec(stack) ?? [];
  return base === undefined || name === undefined ? undefined : { base, joint, name };
}
