/** A name by which one deployment makes something known to others in its account and region. */
export interface Published {
  /** An export of a stack, an output of a stack (`STACK.OUTPUT`), a parameter of the Parameter Store. */
  kind: "export" | "output" | "parameter";
  name: string;
  /** Where it is looked for, if that isn't the region of the deployment that asks. */
  region?: string;
}

/** A mention of what another deployment makes known; no resource has its address. */
export function mentionOf(imported: Published): Mention & { attribute: string } {
  return { address: `${imported.kind}:${imported.name}`, attribute: "value", imported };
}

/** An attribute of another resource that an expression mentions: `aws_lambda_function.api[0]` and `version`. */
export interface Mention {
  /** The instance's full address. */
  address: string;
  /** Absent when the expression picks it in a way that isn't known, or means the resource as a whole. */
  attribute?: string;
  /** The deployment that declares it, where that is another one: by an output that is read from its state. */
  deployment?: string;
  /** What it is known by, where another deployment makes it known. */
  imported?: Published;
  /** Set where the value has alternatives, of which one mentions this: whether some or all of them mention something. */
  among?: "some" | "all";
}

/** The mentions of a value that has alternatives. @param alternatives what each of them mentions */
export function mentionsOfAlternatives(alternatives: readonly (readonly Mention[])[]): Mention[] {
  const among = alternatives.every((mentions) => mentions.length > 0) ? "all" : "some";
  return alternatives.flatMap((mentions) => mentions.map((mention) => ({ ...mention, among })));
}

/** A text in pieces: literal text, and attributes whose text is only known after an apply; of what is not known at all, the address is empty. */
export type TextPart = string | Mention;

/** Whether what is mentioned is an ARN, known or not: by the attribute's name; the id of Terraform's alias is one, too. */
export function isArnMention({ address, attribute = "" }: Mention): boolean {
  return /(?:^|_)arn$/.test(attribute) || (attribute === "id" && /(?:^|\.)aws_lambda_alias\./.test(address));
}
