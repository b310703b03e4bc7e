/** The provider that Terraform has built in, which stands for AWS's. */
const BUILT_IN = "terraform.io/builtin/terraform";
const AWS = /(?:^|\/)hashicorp\/aws$/;
const OUTPUT = "referee_provider";

/** The local names of the AWS provider in a module, each with the aliases that callers pass. */
export function providersOf(bodies) {
  const names = new Map([["aws", []]]);
  const required = bodies
    .flatMap(({ blocks }) => blocks)
    .filter(({ type }) => type === "terraform")
    .flatMap(({ body }) => body.blocks)
    .filter(({ type }) => type === "required_providers");
  for (const { body, file } of required)
    for (const { name, value } of body.attributes.values()) {
      const text = (wanted) => {
        const item = value.items?.find(({ key }) => (key.name ?? key.value) === wanted)?.value;
        return item === undefined ? undefined : { item, source: file.text.slice(item.start, item.end) };
      };
      if (name !== "aws" && !AWS.test(text("source")?.item.value ?? "")) continue;
      names.set(name, [text("configuration_aliases")?.source].filter(Boolean));
    }
  return names;
}

/** The names, as names of the built-in provider. */
export function requirementsOf(providers) {
  const entries = [...providers].map(
    ([name, [aliases]]) =>
      `    ${name} = {\n      source = "${BUILT_IN}"\n${aliases ? `      configuration_aliases = ${aliases}\n` : ""}    }\n`,
  );
  return `terraform {\n  required_providers {\n${entries.join("")}  }\n}\n`;
}

/** Whether a reference (`aws.us`, also in quotes) is to a configuration of AWS's provider. */
export function isOfAws(reference, providers) {
  return providers.has(/^"?([\w-]+)/.exec(reference)?.[1] ?? "");
}

/** A configuration without arguments, and an output that has them. */
export function configurationOf({ labels, body }, providers, argumentsOf) {
  const [{ value: name }] = labels;
  if (!providers.has(name)) return "";
  const alias = body.attributes.get("alias")?.value.value;
  return [
    `provider "${name}" {\n${alias === undefined ? "" : `  alias = "${alias}"\n`}}`,
    `output "${OUTPUT}__${alias ?? ""}" {\n  sensitive = true\n  value = ${argumentsOf()}\n}\n`,
  ].join("\n");
}

/**
 * What Terraform says of the region and account of each resource: by its own argument, else by the configuration that it picks. Which
 * one that is, its graph tells, after everything that is passed on and inherited; configurations of other modules than the root tell
 * nothing here.
 */
export function poolsIn({ configuration, planned_values: planned }, graph) {
  const picked = new Map([...keysIn(configuration.root_module, ""), ...edgesIn(graph)]);
  return (address, { after }) => {
    const key = picked.get(address.replace(/\[(?:"(?:[^"\\]|\\.)*"|\d+)\]/g, ""));
    const configured = planned.outputs?.[`${OUTPUT}__${key}`]?.value;
    const region = after.input?.region ?? configured?.region;
    const account = accountOf(configured);
    return {
      ...(typeof region === "string" ? { region } : {}),
      ...(account === undefined ? {} : { account }),
    };
  };
}

/** The alias of the configuration that each resource block of the root uses, by its address without instances; empty for the default. */
function keysIn({ resources = [], module_calls: calls = {} }, above) {
  return [
    ...resources
      .filter(({ provider_config_key: key }) => !key.includes(":"))
      .map(({ address, provider_config_key: key }) => [`${above}${address}`, key.split(".")[1] ?? ""]),
    ...Object.entries(calls).flatMap(([name, { module }]) => keysIn(module, `${above}module.${name}.`)),
  ];
}

/** The same of each resource that a configuration waits for before it is closed. */
function edgesIn(graph) {
  const EDGE = /^\s*"\[root\] (.*)provider\[.*?\](?:\.(\w+))? \(close\)" -> "\[root\] (.*) \(expand\)"/gm;
  return [...graph.matchAll(EDGE)].map(([, module, alias = "", address]) => [
    address,
    module === "" ? alias : `${module}${alias}`,
  ]);
}

/** As the provider takes it: the role that is assumed last, else the one account that is allowed. */
function accountOf(configured) {
  const roles = [configured?.assume_role_with_web_identity, configured?.assume_role].flat();
  const arn = roles
    .map((each) => each?.role_arn)
    .filter(Boolean)
    .at(-1);
  if (arn) return /^arn:[^:]*:iam::(\d{12}):/.exec(arn)?.[1];
  const allowed = configured?.allowed_account_ids;
  return allowed?.length === 1 ? allowed[0] : undefined;
}
