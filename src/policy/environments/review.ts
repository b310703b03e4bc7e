import type { Diagnostic } from "../../finding.ts";
import type { Located, Root } from "../../parser.ts";
import { type SourceLocation, startOfFile } from "../../source/location.ts";
import { nearest } from "../../source/nearest.ts";
import { type PolicyEnvironment, UNMATCHED_ENVIRONMENT } from "./environment.ts";
import { type FileContext, fileFor } from "./inputs.ts";
import { placedAt } from "./placement.ts";
import { reviewPlacements } from "./review-placements.ts";
import { list, nameOf, some } from "./root-names.ts";
import { type Selection, selectEnvironments } from "./select.ts";
import type { StaticInputs } from "./static-inputs.ts";

/** What the roots of a run and the environments of the policy have to do with each other. */
export class RootReview {
  readonly #environments: readonly PolicyEnvironment[];
  readonly #context: FileContext;
  readonly #selections: readonly { root: Root; selection: Selection }[];

  constructor(roots: readonly Root[], environments: readonly PolicyEnvironment[], context: FileContext) {
    this.#environments = environments;
    this.#context = context;
    this.#selections = roots.map((root) => ({ root, selection: selectEnvironments(root, environments) }));
  }

  diagnostics(whole: boolean): Diagnostic[] {
    return [
      ...this.#unmatched(),
      ...this.#ties(whole),
      ...(whole ? [...this.#empty(), ...this.#placements()] : []),
    ];
  }

  #unmatched(): Diagnostic[] {
    const roots = this.#rootsWhere(({ environments }) => environments.length === 0);
    if (roots.length === 0) return [];
    const [first] = this.#environments;
    return [
      {
        severity: "warning",
        message: `${some(roots)} ${roots.length === 1 ? "belongs" : "belong"} to no environment of the policy; checked as "${UNMATCHED_ENVIRONMENT}", which counts as production and has no inputs.`,
        hint: "Add it to the match of an environment.",
        at: first?.matcher.at ?? first?.at ?? startOfFile(this.#context.file),
      },
    ];
  }

  /** Of two environments that claim a root. One that is left with no root at all is said by itself. */
  #ties(whole: boolean): Diagnostic[] {
    const losers = this.#environments.filter((each) => !whole || this.#rootsOf(each).length > 0);
    return this.#environments.flatMap((winner) =>
      losers.flatMap((loser): Diagnostic[] => {
        const roots = this.#rootsWhere(
          ({ environments, outranked }) => environments[0] === winner && outranked.includes(loser),
        );
        if (roots.length === 0) return [];
        const message = `${some(roots)} ${roots.length === 1 ? "matches" : "match"} ${winner.name} and ${loser.name}; ${winner.name} comes first and takes ${roots.length === 1 ? "it" : "them"}.`;
        const hint = `Narrow one of the two, put ${loser.name} before ${winner.name}, or give both the same pattern for what is deployed to both.`;
        return [{ severity: "note", message, hint, at: loser.matcher.at ?? loser.at }];
      }),
    );
  }

  /** Environments without a root. Those of a file that the policy extends may be for other repositories. */
  #empty(): Diagnostic[] {
    if (this.#selections.length === 0) return [];
    return this.#environments.flatMap((environment): Diagnostic[] => {
      const { name, at, matcher } = environment;
      if (this.#rootsOf(environment).length > 0 || at.file !== this.#context.file) return [];
      return [{ severity: "warning", at: matcher.at ?? at, ...this.#whyEmpty(environment, name) }];
    });
  }

  #placements(): Diagnostic[] {
    return this.#environments.flatMap((environment) =>
      reviewPlacements(
        environment,
        this.#selections.filter(({ selection }) => isAmong(environment, selection)).map(({ root }) => root),
        this.#context.file,
      ),
    );
  }

  #whyEmpty(environment: PolicyEnvironment, name: string): Pick<Diagnostic, "message" | "hint"> {
    const taken = this.#selections.filter(({ selection }) => selection.outranked.includes(environment));
    const winners = [...new Set(taken.flatMap(({ selection }) => selection.environments[0]?.name ?? []))];
    if (winners.length > 0) {
      const [who, they] = [list(winners), winners.length === 1];
      const what = list(taken.map(({ root }) => nameOf(root)));
      return {
        message: `The environment ${name} has no root: ${who} ${they ? "comes first and takes" : "come first and take"} ${what}.`,
        hint: `Narrow ${who}, put ${name} before ${they ? "it" : "them"}, or give both the same pattern for what is deployed to both.`,
      };
    }
    // What Terraform and Terragrunt deploy of one folder has one name.
    const roots = [...new Set(this.#selections.map(({ root }) => nameOf(root)))];
    const meant = this.#rootMeant(environment);
    return {
      message: `The environment ${name} has no root.`,
      hint: `${meant === undefined ? "" : `Did you mean ${meant}? `}Roots here: ${list(roots)}.`,
    };
  }

  /** What the roots can say that is nearest to what an environment asks for. */
  #rootMeant({ matcher }: PolicyEnvironment): string | undefined {
    for (const { patterns, nameOf: nameIn } of matcher.criteria) {
      const names = this.#selections.flatMap(({ root }) => nameIn(root) ?? []);
      for (const pattern of patterns) {
        const asked = pattern.replace(/\/(?:\*\*)?$/, "");
        // A parameter that is there by its very name has other values: no slip of the hand.
        const meant = names.includes(asked) ? undefined : nearest(asked, names);
        if (meant !== undefined) return meant;
      }
    }
    return undefined;
  }

  /** Files that an environment names: missing for every root is an error, for some of them worth a note. */
  missingFiles(whole: boolean): Diagnostic[] {
    return this.#environments.flatMap((environment) => [
      ...this.#missingIn(environment, ["terraform", "terragrunt"], ({ varFiles }) => varFiles, whole),
      ...this.#missingIn(
        environment,
        ["cloudformation", "sam"],
        ({ parameterFiles }) => parameterFiles,
        whole,
      ),
    ]);
  }

  /** What a placement names is for its roots alone, and may be another file for each. */
  #missingIn(
    environment: PolicyEnvironment,
    formats: readonly Root["format"][],
    filesIn: (inputs: StaticInputs) => readonly Located<string>[],
    whole: boolean,
  ): Diagnostic[] {
    const roots = this.#selections
      .filter(({ root, selection }) => formats.includes(root.format) && isAmong(environment, selection))
      .map(({ root }) => root);
    const inputs = [environment.inputs, ...environment.placements.map((each) => each.inputs)];
    const named = inputs.flatMap(filesIn);
    const uses = roots.flatMap((root) =>
      filesIn(placedAt(environment, root).inputs).map((file) => ({ root, file })),
    );
    return named.flatMap(({ at }) =>
      this.#missing(
        environment.name,
        uses.filter(({ file }) => isSamePlace(file.at, at)),
        whole,
      ),
    );
  }

  /** @param uses one file of the policy, for each root that it is for */
  #missing(
    environment: string,
    uses: readonly { root: Root; file: Located<string> }[],
    whole: boolean,
  ): Diagnostic[] {
    const lacking = uses.filter(({ root, file }) => !fileFor(file, root, this.#context));
    const [first] = lacking;
    if (!first) return [];
    const { value, at } = first.file;
    const gone = lacking.map(({ root, file }) => this.#inBase(file, root)).find((path) => path !== undefined);
    if (gone !== undefined) {
      const message = `This change takes away ${gone}, from which ${environment} takes values.`;
      const hint = `Put it back, or first take ${value} out of the policy.`;
      return [{ severity: "error", message, hint, at }];
    }
    const roots = some(lacking.map(({ root }) => nameOf(root)));
    if (lacking.length === uses.length) {
      const message = `There is no file ${value}, neither next to the policy nor at ${uncapitalised(roots)}.`;
      return [
        {
          severity: whole ? "error" : "warning",
          message,
          hint: /[*?{]/.test(value)
            ? "Files are named one by one, not by a pattern."
            : "Paths are relative to the policy file or to the root.",
          at,
        },
      ];
    }
    const message = `${roots} ${lacking.length === 1 ? "has" : "have"} no ${value}, so ${environment} is evaluated there without it.`;
    return [{ severity: "note", message, at }];
  }

  /** Where a file lies in what this is a change of. */
  #inBase(file: Located<string>, root: Root): string | undefined {
    const { file: policy, fs } = this.#context;
    return (
      fs.base && fileFor(file, root, { file: policy, fs: { exists: fs.base.exists.bind(fs.base) } })?.value
    );
  }

  #rootsOf(environment: PolicyEnvironment): string[] {
    return this.#rootsWhere(({ environments }) => environments.includes(environment));
  }

  #rootsWhere(test: (selection: Selection) => boolean): string[] {
    return this.#selections.filter(({ selection }) => test(selection)).map(({ root }) => nameOf(root));
  }
}

function isAmong(environment: PolicyEnvironment, { environments }: Selection): boolean {
  return environments.some(({ name }) => name === environment.name);
}

function isSamePlace(a: SourceLocation, b: SourceLocation): boolean {
  return a.file === b.file && a.start.offset === b.start.offset;
}

function uncapitalised(text: string): string {
  return `${text[0]?.toLowerCase()}${text.slice(1)}`;
}
