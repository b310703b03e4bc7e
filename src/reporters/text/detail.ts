/** How much is told of each thing. Lists that are cut say how much more there is. */
export interface Detail {
  /** What is told once: findings of one place, of one text, or of texts that differ in names and numbers alone. */
  together: "place" | "text" | "kind";
  /** Findings that are named, the odd one before repeats of one. */
  findings: number;
  /** Other places where the same is so. */
  repeats: number;
  /** Whom one place is about. */
  named: number;
  /** Lines of code of what has more than one. */
  code: number;
  /** Other places of one finding. */
  related: number;
  /** Whether a rule says why it matters; what to do is always said. */
  why: boolean;
  pools: number;
  /** Pools that are drawn: all, or so many of those that are over their limit. The others are a line each. */
  drawn: "all" | number;
  /** Functions that take most of a pool. */
  takers: number;
  /** Functions that cost most. */
  costs: number;
  /** Reasons why a cost isn't known: of each function, or each once, with how many functions it is for. */
  reasons: "each" | number;
  /** Kinds of remarks about the input, or each remark. */
  remarks: "each" | number;
  /** Of each kind of thing that a change does, beside its findings. */
  changes: number;
  waived: number;
  /** Rules in the table of counts. */
  rules: number;
}

/** Lines of a first screen: what is read at all. */
export const SCREEN_LINES = 60;

const UNLIMITED = Number.POSITIVE_INFINITY;

export const EVERYTHING: Detail = {
  together: "place",
  findings: UNLIMITED,
  repeats: UNLIMITED,
  named: UNLIMITED,
  code: 4,
  related: UNLIMITED,
  why: true,
  pools: UNLIMITED,
  drawn: "all",
  takers: UNLIMITED,
  costs: UNLIMITED,
  reasons: "each",
  remarks: "each",
  changes: UNLIMITED,
  waived: UNLIMITED,
  rules: UNLIMITED,
};

/** Where there is little to tell. */
export const FULL: Detail = {
  together: "text",
  findings: 20,
  repeats: 9,
  named: 5,
  code: 4,
  related: 5,
  why: true,
  pools: 3,
  drawn: "all",
  takers: 5,
  costs: 5,
  reasons: 3,
  remarks: 5,
  changes: 10,
  waived: 10,
  rules: UNLIMITED,
};

/** Where there is more than a screen holds: fewer words for each thing, so that there is room for more things. */
export const BRIEF: Detail = {
  ...FULL,
  together: "kind",
  repeats: 3,
  named: 2,
  code: 1,
  related: 3,
  why: false,
  drawn: 1,
  takers: 0,
  costs: 0,
  reasons: 1,
  remarks: 1,
  changes: 5,
  waived: 3,
  rules: 8,
};

/** On a narrow terminal: what is so, whom it is about and what to do. */
export const TERSE: Detail = { ...BRIEF, repeats: 0, code: 0, related: 0, drawn: 0 };

/** So many findings are all told, in fewer words, whatever room they take: nobody wants to ask for two more. */
export const FEW_FINDINGS = 10;

/** Kinds of findings below which a screen is told in fewer words, so that there is room for more of them. */
export const FEW_KINDS = 3;
