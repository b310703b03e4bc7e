import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { crowdedTemplates } from "../lib/crowded-templates.mjs";
import { estate } from "../lib/estates.mjs";
import { ENVIRONMENT, median, table } from "../lib/processes.mjs";
import { usualTemplates } from "../lib/usual-templates.mjs";

const cli = fileURLToPath(new URL("../../dist/cli.js", import.meta.url));
const COUNT = 600;
const ROUNDS = 7;

/** `policy run` on 600 templates, 2 MB in all. The target is a second of processor time beyond Node's own start. */
export default function templates() {
  const bare = processorTime(["-e", "0"]);
  table([
    ["600 templates", "MB", "functions", "median ms of processor time beyond Node's start"],
    row("with a function each, as public collections are", "templates-usual", usualTemplates, bare),
    row("crowded, four functions each", "templates-crowded", crowdedTemplates, bare),
  ]);
}

function row(name, folderName, made, bare) {
  const files = [...made(COUNT)].map(([, text]) => text);
  const bytes = files.reduce((sum, text) => sum + Buffer.byteLength(text), 0);
  const functions = files.reduce(
    (sum, text) => sum + (text.match(/AWS::(?:Serverless|Lambda)::Function"?,?$/gm)?.length ?? 0),
    0,
  );
  const folder = estate(folderName, made(COUNT));
  const run = processorTime([cli, "run", folder]);
  return [name, (bytes / 1e6).toFixed(1), String(functions), (run - bare).toFixed(0)];
}

/** User and system time of a child process as it reports it at its end, in milliseconds: the median of several runs. */
function processorTime(args) {
  const report =
    "process.on('exit',()=>{const{user,system}=process.cpuUsage();require('fs').writeSync(3,String(user+system))})";
  const preload = `data:text/javascript,import{createRequire}from'node:module';const require=createRequire('/');${encodeURIComponent(report)}`;
  const times = Array.from({ length: ROUNDS }, () => {
    const stdio = ["ignore", "ignore", "ignore", "pipe"];
    const { output } = spawnSync(process.execPath, ["--import", preload, ...args], {
      stdio,
      env: ENVIRONMENT,
    });
    return Number(output[3]) / 1e3;
  });
  return median(times);
}
