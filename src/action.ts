import { runAction } from "./github/run-action.ts";

process.exitCode = await runAction({
  environment: process.env,
  cwd: process.cwd(),
  today: new Date().toISOString().slice(0, 10),
});
