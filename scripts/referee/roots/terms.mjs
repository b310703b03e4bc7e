/** What is not known before the apply. */
export const UNKNOWN = "referee_unknown";

export const META_ARGUMENTS = new Set(["count", "for_each"]);

/** Attributes that AWS makes up, where the code doesn't write them. */
export const COMPUTED = [
  "id",
  "arn",
  "version",
  "invoke_arn",
  "qualified_arn",
  "hex",
  "value",
  "outputs",
  "account_id",
  "region",
  "partition",
];

/** The terraform_data that holds the arguments of a resource or data source. */
export function holderOf(mode, type, name, counted, keyed) {
  const isData = mode === "data";
  return {
    address: isData ? `data.${type}.${name}` : `${type}.${name}`,
    holder: isData ? `data__${type}__${name}` : `${type}__${name}`,
    counted,
    keyed,
  };
}

/** The arguments of a resource, or of its instances, as a reference to the resource would see them. */
export function referenceTo({ holder, counted, keyed }) {
  const all = `terraform_data.${holder}`;
  if (counted) return `([for instance in ${all} : instance.input])`;
  return keyed ? `({ for key, instance in ${all} : key => instance.input })` : `${all}.input`;
}

/** What the cloud would answer: what the policy says of account and region, else nothing that is known. */
export function answersOf(type, { account, region }) {
  const later = `terraform_data.${UNKNOWN}.id`;
  // The outputs of another state are of any type.
  const unknown = COMPUTED.map((name) => [name, name === "outputs" ? `jsondecode(${later})` : later]);
  const known = [];
  if (type === "aws_region" && region)
    for (const name of ["id", "name", "region"]) known.push([name, JSON.stringify(region)]);
  if (type === "aws_caller_identity" && account) known.push(["account_id", JSON.stringify(account)]);
  if (type === "aws_partition" && region) known.push(["partition", '"aws"']);
  return [...unknown, ...(type === "aws_region" && !region ? [["name", later]] : []), ...known];
}
