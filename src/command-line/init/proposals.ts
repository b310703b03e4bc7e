import type { Coverage } from "../../finding.ts";
import { oneLine } from "./one-line.ts";
import type { Survey } from "./surveyed.ts";

/** More of a kind than this are looked up with `policy run --coverage`. */
const MOST = 10;

const KEYS = {
  terraform: "terraform.variables",
  cloudformation: "cloudformation.parameters",
  serverless: "serverless.params",
} as const;

/** Inputs that commands give, for people to say in which environment. */
export function proposedInputs({ inputs }: Survey): string[] {
  if (inputs.length === 0) return [];
  return [
    "# Commands here give these inputs, and don't say for which environment. Where one decides a number, give it there:",
    ...inputs
      .slice(0, MOST)
      .map(
        ({ input: { of, name, value }, at }) =>
          `#   environments.<name>.${KEYS[of]}: { ${name}: ${JSON.stringify(value)} } # ${oneLine(at.file)}:${at.start.line}`,
      ),
    ...more(inputs.length),
    "",
  ];
}

/** Descriptions of modules that aren't here, to be completed by who knows them. */
export function proposedAdapters(coverage: Coverage | undefined): string[] {
  const entries = (coverage?.unread ?? []).flatMap(
    ({ entry }) => entry?.trimEnd().split("\n").slice(1) ?? [],
  );
  const modules = (coverage?.unread ?? []).filter(({ entry }) => entry !== undefined).length;
  if (modules === 0) return [];
  return [
    `# ${modules === 1 ? "A module" : `${modules} modules`} that may declare functions ${modules === 1 ? "is" : "are"} not here. Run terraform get before the check, or describe what ${modules === 1 ? "it does" : "they do"}:`,
    "# module-adapters:",
    ...entries.map((line) => `# ${oneLine(line)}`),
    "",
  ];
}

function more(count: number): string[] {
  return count > MOST ? [`#   … and ${count - MOST} more`] : [];
}
