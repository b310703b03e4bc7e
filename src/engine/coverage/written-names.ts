import type { Resources } from "../../model/resources.ts";
import type { WrittenName } from "../../model/written-names.ts";
import { writtenNamesIn } from "../../resources/written-names.ts";
import { knownValue } from "../../values/value.ts";
import type { Checkout } from "../checkout/checkout.ts";
import { whatWillBe } from "./states-in-text.ts";

/** What code, data and commands are written in. What people read calls nothing. */
const SPEAKS =
  /\.(?:tf|tofu|hcl|tfvars|json|ya?ml|template|tpl|tftpl|tmpl|j2|asl|graphql|vtl|toml|ini|cfg|conf|env|properties|xml|[cm]?[jt]sx?|py|rb|go|java|kts?|scala|groovy|cs|fs|rs|php|swift|exs?|clj|sh|bash|zsh|ps1|cmd|bat|mk)$|(?:^|\/)(?:[^/]*[Mm]akefile|[Jj]ustfile|Dockerfile|Jenkinsfile|\.env)[^/]*$/;
const LOCKS = /(?:^|\/)(?:package-lock\.json|npm-shrinkwrap\.json|\.terraform\.lock\.hcl|pnpm-lock\.yaml)$/;
const STATE = /\.tfstate(?:\.backup)?$/;

/**
 * Where the checkout says the qualifiers that have provisioned concurrency, in whatever it is written: a call of an alias may stand
 * in another root, a program or a script. Looked for only where something has provisioned concurrency.
 */
export function writtenNames(
  { provisionedConcurrency, aliases, callers, eventSources }: Resources,
  checkout: Checkout,
): WrittenName[] {
  if (provisionedConcurrency.length === 0 || callers.length + eventSources.length === 0) return [];
  const texts = [
    ...aliases.map(({ name }) => name),
    ...provisionedConcurrency.flatMap(({ qualifier }) => (qualifier ? [qualifier.text] : [])),
  ];
  const qualifiers = [...new Set(texts.flatMap((text) => knownValue(text) ?? []))].filter((each) =>
    /^[\w-]+$/.test(each),
  );
  if (qualifiers.length === 0) return [];
  return checkout.files(["."], mayName).flatMap((path) => {
    const file = checkout.peek(path, qualifiers);
    return file ? writtenNamesIn(whatWillBe(file), qualifiers) : [];
  });
}

function mayName(path: string): boolean {
  return SPEAKS.test(path) && !LOCKS.test(path) && !STATE.test(path);
}
