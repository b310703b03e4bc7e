import { Subjects } from "../../model/subjects.ts";
import type { PolicyPart, Review, ReviewedRun, WaivableProblem } from "../part.ts";
import type { PolicyRule } from "../rules/preset.ts";
import { applyWaivers, unusedWaivers } from "./apply.ts";
import type { CompiledWaiver } from "./compiled.ts";
import { waiverEnding } from "./ending.ts";
import { InlineWaivers } from "./inline-waivers.ts";
import type { WaiverRules } from "./requirements.ts";

/** What a policy says of waivers. */
export interface WaiverSettings {
  waivers: readonly CompiledWaiver[];
  inlineAllowed: boolean;
  requirements: WaiverRules | undefined;
  rules: readonly PolicyRule[];
  /** ISO date. */
  today: string;
  /** The policy file itself. */
  file: string;
}

/** The exemptions from rules: those of the policy and those in comments. */
export class Waivers implements PolicyPart {
  readonly #settings: WaiverSettings;

  constructor(settings: WaiverSettings) {
    this.#settings = settings;
  }

  /** Waives the problems of a run, and says which waivers had no effect. */
  apply<P extends WaivableProblem>(run: ReviewedRun<P>): Review<P> {
    const { waivers, inlineAllowed, requirements, rules, today, file } = this.#settings;
    const inline = new InlineWaivers({
      allowed: inlineAllowed,
      requirements,
      rules,
      today,
      sources: run.sources,
    });
    const { applied, used } = applyWaivers(run, waivers, inline, new Subjects(run.model));
    const unused = run.whole ? unusedWaivers(run, waivers, used, file) : [];
    const ending = [...used].flatMap(({ applied: waiver }) => waiverEnding(waiver, today));
    return { waivers: applied, diagnostics: [...inline.diagnostics(run.whole), ...ending, ...unused] };
  }
}
