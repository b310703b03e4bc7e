import { fileURLToPath } from "node:url";
import { inTurn, table } from "../lib/processes.mjs";

const path = (name) => fileURLToPath(new URL(`../../${name}`, import.meta.url));

/** `policy run` on one small template against a Node that does nothing. The target is below 2.5 times. */
export default function startUp() {
  const cli = path("dist/cli.js");
  const commands = [
    { name: "node -e 0", command: process.execPath, args: ["-e", "0"] },
    { name: "policy --version", command: process.execPath, args: [cli, "--version"] },
    {
      name: "policy run (one template)",
      command: process.execPath,
      args: [cli, "run", path("bench/inputs/one-template/template.yaml")],
    },
    {
      name: "policy run (one Terraform file)",
      command: process.execPath,
      args: [cli, "run", path("test/rules/reserved-concurrency-required/bad.tf")],
    },
    {
      name: "policy run (examples/storefront)",
      command: process.execPath,
      args: [cli, "run", path("examples/storefront")],
    },
  ];
  const medians = inTurn(commands, 21);
  const bare = medians.get("node -e 0");
  table([
    ["command", "median ms", "ratio"],
    ...[...medians].map(([name, ms]) => [name, ms.toFixed(1), (ms / bare).toFixed(2)]),
  ]);
}
