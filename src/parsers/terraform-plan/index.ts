import type { Diagnostic } from "../../finding.ts";
import { noResources } from "../../model/resources.ts";
import type { EnvironmentInputs, FileSystem, LeftOut, Parsed, Parser, Root } from "../../parser.ts";
import { isReadType, readResources } from "../../resources/read-resources.ts";
import { append } from "../../source/append.ts";
import { startOfFile } from "../../source/location.ts";
import { unknown } from "../../values/value.ts";
import { claims } from "./claims.ts";
import { PlanCode } from "./code.ts";
import { Configuration } from "./configuration.ts";
import { looksLikePlan, type PlanDocument, readDocument } from "./document.ts";
import { PlannedResourceReader } from "./planned-resource.ts";
import { Pools } from "./pools.ts";

/** `terraform show -json` of a plan or of a state: the values that Terraform itself has worked out. */
const terraformPlan: Parser = {
  format: "terraform-plan",

  claims,

  roots(files, fs) {
    const roots: Root[] = [];
    const diagnostics: Diagnostic[] = [];
    const leftOut: LeftOut[] = [];
    for (const path of files) {
      const file = fs.read(path);
      if (!file?.computed(looksLikePlan)) continue;
      const { document, diagnostics: own } = readDocument(file);
      const code = document && fs.isTracked(path) ? PlanCode.find(document, fs) : undefined;
      if (code) {
        // A plan that a step of the workflow made says what will be deployed; one in the commit says what its author likes.
        const because = `git tracks it, so that it is its author's word; the code in ${code.folder} counts`;
        leftOut.push({ path, because });
        diagnostics.push(notTaken(path, code.folder));
        continue;
      }
      append(diagnostics, own);
      if (document) roots.push({ format: "terraform-plan", path });
    }
    return { roots, diagnostics, leftOut };
  },

  parse(root, inputs, fs) {
    const file = fs.read(root.path);
    const document = file && readDocument(file).document;
    return document ? readPlan(document, inputs, fs) : nothingIn(root.path);
  },
};

export default terraformPlan;

function notTaken(path: string, folder: string): Diagnostic {
  return {
    severity: "warning",
    message: `${path} was not taken for the code in ${folder}: git tracks it, so nobody made it of this state of the code.`,
    hint: "Make it in a step of the workflow, and keep it out of version control.",
    at: startOfFile(path),
  };
}

function readPlan(document: PlanDocument, inputs: EnvironmentInputs, fs: FileSystem): Parsed {
  const configuration = new Configuration(document);
  const pools = new Pools(document, configuration, inputs);
  const planned = document.resources.filter((resource) => isReadType(resource.type));
  const code = planned.length > 0 ? PlanCode.find(document, fs) : undefined;
  const readers = planned.map(
    (resource) =>
      new PlannedResourceReader(resource, pools.of(resource), code?.blockOf(resource), configuration),
  );
  return {
    ...pools.overall(readers),
    // A plan is made for one account and region, and contains them where they are known.
    regionFixed: readers.length > 0 && readers.every((reader) => pools.decides(reader)),
    resources: readResources(readers, inputs.deploymentId),
    diagnostics: [],
    inputsFound: [],
    ...(code ? { codeOf: { kind: document.kind, root: code.folder } } : {}),
  };
}

function nothingIn(path: string): Parsed {
  const at = startOfFile(path);
  const because = "the plan can't be read";
  return {
    account: unknown(because, at),
    region: unknown(because, at),
    regionFixed: false,
    resources: noResources(),
    diagnostics: [{ severity: "error", message: "The Terraform plan can't be read.", at }],
    inputsFound: [],
  };
}
