import type { Published } from "../../../model/mention.ts";
import type { Found } from "./resolver.ts";

/** Sources whose values are kept elsewhere, and where. */
const REMOTE: ReadonlyMap<string, string> = new Map(
  Object.entries({
    ssm: "the Parameter Store",
    s3: "an S3 object",
    cf: "the outputs of another stack",
    git: "the git repository",
    vault: "HashiCorp Vault",
    doppler: "Doppler",
    terraform: "a Terraform state",
    output: "the outputs of another service",
    state: "the state of another service",
  }),
);

/** Where the values of a source are kept: `ssm.eu-west-1` names a region too. */
export function keeperOf(source: string): string | undefined {
  return REMOTE.get(source.split(".")[0] ?? "");
}

/** What the values of a source are known by to the deployment that keeps them. */
export function askedFor(source: string): Published["kind"] | undefined {
  const [name] = source.split(".");
  return name === "cf" ? "output" : name === "ssm" ? "parameter" : undefined;
}

/** `${cf:STACK.OUTPUT}`, `${ssm:NAME}`: known only to AWS, and perhaps made by another deployment of this checkout. */
export function remote(source: string, parameter: string | undefined, address: string): Found {
  const kind = askedFor(source);
  if (kind === undefined) return undefined;
  const because = `\${${source}:…} is kept in ${keeperOf(source)}, which is not read`;
  const region = parameter ?? (source.split(".")[1] || undefined);
  return { because, asked: { kind, name: address, ...(region === undefined ? {} : { region }) } };
}
