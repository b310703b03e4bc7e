import { describe, expect, it } from "vitest";
import { load, said } from "./support.ts";

interface Case {
  what: string;
  policy: string;
  says: string[];
}

const KEYS_AND_TYPES: Case[] = [
  {
    what: "a misspelt key at the top",
    policy: "enviroments:\n  prod: {}\n",
    says: ['policy.yml:1:1 error: There is no key "enviroments". (Did you mean environments?)'],
  },
  {
    what: "misspelt keys of an environment",
    policy: "environments:\n  prod:\n    prodution: true\n    acount: x\n",
    says: [
      'policy.yml:3:5 error: There is no key "prodution" in environments.prod. (Did you mean production?)',
      'policy.yml:4:5 error: There is no key "acount" in environments.prod. (Did you mean account?)',
    ],
  },
  {
    what: "a key that is like no other",
    policy: "waivers:\n  - { rule: alias-routing-valid, function: x, until: 2027-01-01 }\n",
    says: ['policy.yml:2:47 error: There is no key "until" in an entry of waivers. (Did you mean expires?)'],
  },
  {
    what: "words of older YAML, numbers for text, one for many",
    policy: "environments:\n  prod: { production: yes, account: 012345678901, regions: us-east-1 }\n",
    says: [
      'policy.yml:2:23 error: environments.prod.production must be true or false, not "yes". (Write true: yes, no, on and off are text in YAML 1.2.)',
      'policy.yml:2:37 error: environments.prod.account must be an account id: 12 digits in quotes, not 012345678901. (Write it in quotes: "012345678901". Without them it is a number, and numbers lose leading zeros.)',
      'policy.yml:2:60 error: environments.prod.regions must be a list, not "us-east-1". (Write it in brackets: [us-east-1])',
    ],
  },
  {
    what: "names of another form",
    policy: 'environments:\n  "my prod": {}\n  prod: { regions: [us-east1, virginia], account: "12" }\n',
    says: [
      'policy.yml:2:3 error: The key "my prod" in environments must be a name of letters, digits, dots, dashes and underscores.',
      'policy.yml:3:21 error: An entry of environments.prod.regions must be a region such as us-east-1, not "us-east1". (Did you mean us-east-1?)',
      'policy.yml:3:31 error: An entry of environments.prod.regions must be a region such as us-east-1, not "virginia".',
      'policy.yml:3:51 error: environments.prod.account must be an account id: 12 digits in quotes, not "12".',
    ],
  },
  {
    what: "another kind of value for each key",
    policy: `environments: [prod]
accounts: 3
rules: error
waivers: { a: 1 }
budgets: { monthly-usd: -1, per-function-usd: cheap }
default-reserved: 0
inline-waivers: sometimes
undetermined: never
plugins: ./x.mjs
module-adapters: [x]
`,
    says: [
      "policy.yml:1:1 error: environments must be a mapping, not a list. (Write the names as keys, without dashes.)",
      "policy.yml:2:11 error: accounts must be a mapping, not 3.",
      'policy.yml:3:8 error: rules must be a mapping such as { reserved-concurrency-required: … }, not "error".',
      "policy.yml:4:1 error: waivers must be a list, not a mapping. (Begin each entry with a dash.)",
      "policy.yml:5:25 error: budgets.monthly-usd must be more than 0, not -1.",
      'policy.yml:5:47 error: budgets.per-function-usd must be a number, not "cheap".',
      "policy.yml:6:19 error: default-reserved must be a whole number of at least 1, not 0.",
      'policy.yml:7:17 error: inline-waivers must be true or false, not "sometimes".',
      'policy.yml:8:15 error: undetermined must be error, warning, note or off, not "never".',
      'policy.yml:9:10 error: plugins must be a list, not "./x.mjs". (Write it in brackets: [./x.mjs])',
      'policy.yml:10:19 error: An entry of module-adapters must be a mapping such as { sources: … }, not "x".',
    ],
  },
  {
    what: "wrong inputs",
    policy: `environments:
  prod:
    production: true
    terraform: { var-files: prod.tfvars, workspace: 3, read-environment: yes, vars: {} }
    cloudformation: { parameters: { Stage: { a: 1 }, Cap: }, stackname: x }
    serverless: prod
`,
    says: [
      'policy.yml:4:29 error: environments.prod.terraform.var-files must be a list, not "prod.tfvars". (Write it in brackets: [prod.tfvars])',
      'policy.yml:4:53 error: environments.prod.terraform.workspace must be text, not 3. (Write it in quotes: "3". Without them it is a number.)',
      'policy.yml:4:74 error: environments.prod.terraform.read-environment must be true, false or a list, not "yes". (Write true: yes, no, on and off are text in YAML 1.2.)',
      'policy.yml:4:79 error: There is no key "vars" in environments.prod.terraform. (Did you mean variables?)',
      "policy.yml:5:37 error: environments.prod.cloudformation.parameters.Stage must be text, a number, true, false or a list, not a mapping.",
      "policy.yml:5:57 error: environments.prod.cloudformation.parameters.Cap must be text, a number, true, false or a list, not empty.",
      'policy.yml:5:62 error: There is no key "stackname" in environments.prod.cloudformation. (Did you mean stack-name?)',
      'policy.yml:6:17 error: environments.prod.serverless must be a mapping such as { stage: … }, not "prod".',
    ],
  },
];

const RULES_AND_LIMITS: Case[] = [
  {
    what: "rules and options that don't exist",
    policy: `rules:
  reserved-concurency-required: error
  no-such: off
  alias-routing-valid: eror
  scaling-target-has-policy: { sevrity: error }
  reserved-concurrency-in-range: { min: 1.5, max: ten, mni: 1 }
  reserved-concurrency-required: 3
`,
    says: [
      'policy.yml:2:3 error: There is no rule "reserved-concurency-required". (Did you mean reserved-concurrency-required?)',
      'policy.yml:3:3 error: There is no rule "no-such". (policy rules lists them all.)',
      'policy.yml:4:24 error: rules.alias-routing-valid must be error, warning, note, off or a mapping, not "eror". (Did you mean error?)',
      'policy.yml:5:32 error: There is no key "sevrity" in rules.scaling-target-has-policy. (Did you mean severity?)',
      "policy.yml:6:41 error: rules.reserved-concurrency-in-range.min must be a whole number, not 1.5.",
      'policy.yml:6:51 error: rules.reserved-concurrency-in-range.max must be a number, not "ten".',
      'policy.yml:6:56 error: There is no key "mni" in rules.reserved-concurrency-in-range. (Did you mean min?)',
      "policy.yml:7:34 error: rules.reserved-concurrency-required must be error, warning, note, off or a mapping, not 3.",
    ],
  },
  {
    what: "a rule of an environment that doesn't exist",
    policy: "environments:\n  prod: { production: true, rules: { alias-rooting-valid: off } }\n",
    says: [
      'policy.yml:2:38 error: There is no rule "alias-rooting-valid". (Did you mean alias-routing-valid?)',
    ],
  },
  {
    what: "options that contradict each other",
    policy: "rules:\n  reserved-concurrency-in-range: { min: 10, max: 5 }\n",
    says: ["policy.yml:2:34 error: min is more than max."],
  },
  {
    what: "options of an environment that contradict those of everywhere",
    policy: `environments:
  prod: { production: true, rules: { reserved-concurrency-in-range: { max: 5 } } }
rules:
  reserved-concurrency-in-range: { min: 10 }
`,
    says: ["policy.yml:2:69 error: In prod, min is more than max."],
  },
  {
    what: "accounts, regions and numbers of another form",
    policy: `accounts:
  111122223333: { us-east-1: { limit: 3k } }
  "123": { us-east-1: {} }
  "*": { virginia: { limit: 1 }, "*": { limt: 5 } }
  "444455556666": { "*": { unreserved-floor: -1, limit: 0.5 } }
`,
    says: [
      'policy.yml:2:39 error: accounts.111122223333.us-east-1.limit must be a whole number of at least 1, not "3k".',
      'policy.yml:3:3 error: The key "123" in accounts must be an account id of 12 digits, or "*" for all accounts.',
      'policy.yml:4:10 error: The key "virginia" in accounts.* must be a region such as us-east-1, or "*" for all regions.',
      'policy.yml:4:41 error: There is no key "limt" in accounts.*.*. (Did you mean limit?)',
      "policy.yml:5:46 error: accounts.444455556666.*.unreserved-floor must be a whole number of at least 0, not -1.",
      "policy.yml:5:57 error: accounts.444455556666.*.limit must be a whole number of at least 1, not 0.5.",
    ],
  },
  {
    what: "limits that AWS could not have",
    policy: `accounts:
  "111122223333":
    us-east-1: { limit: 50, unreserved-floor: 100 }
    eu-west-1: { limit: 1000, reserved-elsewhere: 901 }
`,
    says: [
      "policy.yml:3:5 error: An unreserved floor of 100 is more than the limit of 50. (Give the account's own floor: unreserved-floor is 50 or 10 on young accounts.)",
      "policy.yml:4:5 warning: 901 reserved elsewhere is more than the limit of 1000 leaves above its floor of 100. (AWS lets nobody reserve below the floor; look the numbers up in the account.)",
    ],
  },
  {
    what: "an account that no environment is in",
    policy: `environments:
  prod: { production: true, account: "111122223333" }
accounts:
  "111122223334": { us-east-1: { limit: 2000 } }
  "999988887777": { us-east-1: { limit: 2000 } }
`,
    says: [
      "policy.yml:4:3 warning: No environment is in account 111122223334. (Did you mean 111122223333?)",
      "policy.yml:5:3 warning: No environment is in account 999988887777.",
    ],
  },
];

const ENVIRONMENTS: Case[] = [
  {
    what: "patterns that can't be read, and an account that contradicts itself",
    policy: `environments:
  prod:
    production: true
    account: "111122223333"
    match:
      paths: [/live/prod, "live/{prod", "!x", 'a\\b']
      accounts: ["444455556666"]
      tags: { env: "a{" }
`,
    says: [
      'policy.yml:6:15 error: The pattern "/live/prod" begins with a slash, but paths are relative.',
      'policy.yml:6:27 error: The pattern "live/{prod" has a bracket without its partner.',
      'policy.yml:6:41 error: The pattern "!x" begins with an exclamation mark, but patterns only say what belongs.',
      'policy.yml:6:47 error: The pattern "a\\b" has a backslash, but folders are separated by slashes.',
      "policy.yml:7:7 error: prod is in account 111122223333 but matches other accounts only, so it can have no root. (Leave match.accounts out: an environment with an account takes no root of another.)",
      'policy.yml:8:20 error: The pattern "a{" has a brace without its partner.',
    ],
  },
  {
    what: "environments that an earlier one leaves nothing to",
    policy: `environments:
  prod: { production: true, match: { paths: ["**"] } }
  dev: { match: { paths: [live/dev] } }
  test: {}
  cdk: { match: { stacks: ["*-dev"] } }
  both: { match: { paths: ["**"] } }
`,
    says: [
      "policy.yml:3:3 warning: The environment dev gets no root: prod, which comes first, takes every path. (Put dev before prod, or leave match out of both for roots that are deployed to both.)",
      "policy.yml:4:3 warning: The environment test gets no root: prod, which comes first, takes every path. (Put test before prod, or leave match out of both for roots that are deployed to both.)",
    ],
  },
  {
    what: "no production",
    policy: "environments:\n  staging:\n  dev:\n",
    says: [
      "policy.yml:1:1 warning: No environment is production, so the rules for production hold nowhere. (Write production: true where customers are served.)",
    ],
  },
  {
    what: "a region twice, and a name that is taken",
    policy:
      "environments:\n  prod: { production: true, regions: [us-east-1, eu-west-1, us-east-1] }\n  unmatched: {}\n",
    says: [
      "policy.yml:2:61 warning: The region us-east-1 is listed twice.",
      'policy.yml:3:3 error: The name "unmatched" is taken: it is that of roots that belong to no environment. (Give it another name.)',
    ],
  },
];

const EXEMPTIONS: Case[] = [
  {
    what: "critical paths that lack or exceed something",
    policy: `critical-paths:
  - { function: "pay-*", max-provisioned: 0 }
  - { function: "" }
  - pay
  - { max-provisioned: 5, expires: 31.12.2026 }
`,
    says: [
      "policy.yml:2:43 error: critical-paths.max-provisioned must be a whole number of at least 1, not 0.",
      'policy.yml:3:17 error: critical-paths.function must be some text, not "".',
      'policy.yml:4:5 error: An entry of critical-paths must be a mapping such as { function: … }, not "pay".',
      'policy.yml:5:5 error: An entry of critical-paths lacks the key "function".',
      'policy.yml:5:36 error: critical-paths.expires must be a date of the calendar, such as 2027-03-31, not "31.12.2026".',
    ],
  },
  {
    what: "critical paths that can't hold",
    policy: `environments:
  prod: { production: true }
critical-paths:
  - { function: "pay-{a,b", environment: [prod, prd] }
  - { function: "x-*", expires: 2026-06-14 }
  - { function: "x-*", environment: staging }
  - { function: "x-*" }
`,
    says: [
      'policy.yml:4:17 error: The pattern "pay-{a,b" has a brace without its partner.',
      'policy.yml:4:49 error: There is no environment "prd". (Did you mean prod?)',
      "policy.yml:5:33 warning: This critical path expired on 2026-06-14, so x-* is no longer on the list. (Renew it with a later date, or remove it.)",
      "policy.yml:6:17 warning: This critical path changes nothing: the one for x-* allows any amount, and the most generous counts. (Take it out, or narrow the other one.)",
      'policy.yml:6:37 error: There is no environment "staging". (The environments are: prod.)',
    ],
  },
  {
    what: "waivers that lack or misspell something",
    policy: `waivers:
  - { rule: reserved-concurrency-requird, function: "a", expires: 2026-02-30 }
  - { rule: alias-routing-valid }
  - { rule: [], function: x }
  - { rule: alias-routing-valid, function: b, expires: soon, reason: }
`,
    says: [
      'policy.yml:2:13 error: waivers.rule must be the id of a rule or a list, not "reserved-concurrency-requird". (Did you mean reserved-concurrency-required?)',
      'policy.yml:2:67 error: waivers.expires must be a date of the calendar, such as 2027-03-31, not "2026-02-30".',
      'policy.yml:3:5 error: An entry of waivers lacks the key "function".',
      "policy.yml:4:7 error: waivers.rule must be a list of at least one entry, not an empty list.",
      'policy.yml:5:56 error: waivers.expires must be a date of the calendar, such as 2027-03-31, not "soon".',
      "policy.yml:5:68 error: waivers.reason must be text, not empty.",
    ],
  },
  {
    what: "waivers that lack what the policy asks of them",
    policy: `waiver-rules: { require-reason: true, require-owner: true, require-expiry: true, max-days: 90 }
waivers:
  - { rule: alias-routing-valid, function: a }
  - { rule: alias-routing-valid, function: b, reason: r, owner: o, expires: 2026-09-14 }
  - { rule: alias-routing-valid, function: c, reason: r, owner: o, expires: 2026-09-13 }
`,
    says: [
      "policy.yml:3:13 error: This waiver gives no reason. (waiver-rules asks for it.)",
      "policy.yml:3:13 error: This waiver names no owner. (waiver-rules asks for it.)",
      "policy.yml:3:13 error: This waiver does not expire. (waiver-rules asks for it.)",
      "policy.yml:4:77 error: This waiver expires in 91 days, but 90 is the most. (waiver-rules asks for it.)",
    ],
  },
  {
    what: "waivers that are over or double",
    policy: `waivers:
  - { rule: alias-routing-valid, function: c, expires: 2026-06-14 }
  - { rule: alias-routing-valid, function: d, environment: prod, expires: 2026-06-15 }
  - { rule: [alias-routing-valid], function: d, environment: [prod] }
environments: { prod: { production: true } }
`,
    says: [
      "policy.yml:2:56 warning: This waiver expired on 2026-06-14; it waives nothing any more. (Correct the code and remove the waiver, or renew it with a later date.)",
      "policy.yml:3:44 warning: This waiver changes nothing: the one for d covers all of it. (Take it out, or narrow the other one.)",
    ],
  },
];

const TEXTS: Case[] = [
  {
    what: "broken YAML",
    policy: "environments:\n  prod: {\n",
    says: ["policy.yml:3:1 error: Not valid YAML: a bracket is opened and never closed."],
  },
  {
    what: "a key twice",
    policy: "undetermined: note\nundetermined: error\n",
    says: [
      'policy.yml:2:1 error: The key "undetermined" is written twice. (Only one of the two would hold: join them, or take one out.)',
    ],
  },
  {
    what: "an alias without an anchor",
    policy: "environments:\n  prod: *base\n",
    says: [
      'policy.yml:2:9 error: There is no anchor &base before this alias. (Write it in quotes: "*base". Without them, YAML takes * for the beginning of an alias.)',
    ],
  },
  {
    what: "a list",
    policy: "- extends\n",
    says: [
      "policy.yml:1:1 error: A policy file holds a mapping of keys to values, not a list. (Begin with: extends: recommended)",
    ],
  },
  {
    what: "a word",
    policy: "recommended\n",
    says: [
      "policy.yml:1:1 error: A policy file holds a mapping of keys to values, not a single value. (Begin with: extends: recommended)",
    ],
  },
  {
    what: "two documents",
    policy: "extends: strict\n---\nextends: strict\n",
    says: [
      "policy.yml:3:1 error: A policy file holds one document; this is a second one. (Put it into a file of its own and name that in extends.)",
    ],
  },
  {
    what: "lines that end as on Windows, behind a byte order mark",
    policy: "\ufeffextnds: strict\r\nenvironments:\r\n  prod:\r\n    prodution: true\r\n",
    says: [
      'policy.yml:1:1 error: There is no key "extnds". (Did you mean extends?)',
      'policy.yml:4:5 error: There is no key "prodution" in environments.prod. (Did you mean production?)',
    ],
  },
  {
    what: "a comment of another language",
    policy: '{\n  // why\n  "extends": "strict"\n}\n',
    says: ["policy.yml:2:3 error: A comment begins with #, not with //."],
  },
  {
    what: "a NUL byte",
    policy: "a\0b",
    says: ["policy.yml:1:2 error: The file holds a NUL byte, so it is not text."],
  },
  {
    what: "JSON with a trailing mistake",
    policy: '{ "extends": "strict", "rules": { "alias-routing-valid": "of" } }',
    says: [
      'policy.yml:1:58 error: rules.alias-routing-valid must be error, warning, note, off or a mapping, not "of". (Did you mean off?)',
    ],
  },
  {
    what: "rules of plugins that aren't loaded",
    policy:
      "plugins: [./r.mjs]\nrules: { my-rule: error, alias-routing-vald: off }\nwaivers:\n  - { rule: other, function: x }\n",
    says: [
      "policy.yml:1:11 error: This policy has rules of its own in ./r.mjs, and a module is code that is run only with permission. (On the command line: --allow-plugins. The Action never runs one.)",
    ],
  },
];

describe.each([
  ["keys and types", KEYS_AND_TYPES],
  ["rules and limits", RULES_AND_LIMITS],
  ["environments", ENVIRONMENTS],
  ["exemptions", EXEMPTIONS],
  ["texts", TEXTS],
])("a policy with wrong %s", (_, cases) => {
  it.each(cases)("says it: $what", ({ policy, says }) => {
    expect(said(policy)).toEqual(says);
    expect(load(policy).policy === undefined).toBe(says.some((line) => line.includes(" error: ")));
  });
});

describe("a JSON policy", () => {
  const json = (text: string) => said({ "policy.json": text }, { path: "policy.json" });

  it("is told of its syntax as JSON, and of its keys like any other", () => {
    expect(json('{\n  "extends": "strict"\n  "rules": {}\n}\n')).toEqual([
      "policy.json:3:3 error: Not valid JSON: a comma or a closing bracket is missing before this.",
    ]);
    expect(json('{\n  "extends": "strict",\n  "rules": {\n')).toEqual([
      "policy.json:4:1 error: Not valid JSON: a bracket is opened and never closed.",
    ]);
    expect(json('{ "undetermined": "error",\n  "undetermined": "fail" }')).toEqual([
      'policy.json:2:3 error: The key "undetermined" is written twice. (Only one of the two would hold: join them, or take one out.)',
      'policy.json:2:19 error: undetermined must be error, warning, note or off, not "fail". (Did you mean error?)',
    ]);
  });
});

describe("a file that the policy extends", () => {
  it("is looked at alone, although the policy replaces what is wrong in it", () => {
    const files = {
      "policy.yml": "extends: ./org.yml\nrules: { alias-routing-valid: off }\nundetermined: note\n",
      "org.yml": "rules: [alias-routing-valid]\nundetermined: fail\n",
    };
    expect(said(files)).toEqual([
      "org.yml:1:1 error: rules must be a mapping such as { reserved-concurrency-required: … }, not a list. (Write the names as keys, without dashes.)",
      'org.yml:2:15 error: undetermined must be error, warning, note or off, not "fail". (Did you mean error?)',
    ]);
  });

  it("may have limits of accounts that are not this repository's", () => {
    const files = {
      "policy.yml":
        'extends: ./org.yml\nenvironments: { prod: { production: true, account: "111122223333" } }\n',
      "org.yml": 'accounts: { "111122223334": { us-east-1: { limit: 2000 } } }\n',
    };
    expect(said(files)).toEqual([]);
  });
});

describe("a policy file that isn't there", () => {
  it("is said", () => {
    expect(said({})).toEqual([
      "policy.yml:1:1 error: The policy file policy.yml does not exist or can't be read.",
    ]);
  });
});

describe("a rule of a plugin that is loaded", () => {
  it("may be misspelt like any other", () => {
    const policy = "plugins: [./r.mjs]\nrules: { alias-routing-vald: off }\n";
    expect(said(policy, { pluginsLoaded: true })).toEqual([
      'policy.yml:2:10 error: There is no rule "alias-routing-vald". (Did you mean alias-routing-valid?)',
    ]);
  });
});
