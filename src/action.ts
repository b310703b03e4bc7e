import { runAction } from "./github/run-action.ts";

// Not awaited: a module that is loaded meanwhile would wait for this one, should it import anything from it.
runAction({
  environment: process.env,
  cwd: process.cwd(),
  today: new Date().toISOString().slice(0, 10),
}).then((exitCode) => {
  process.exitCode = exitCode;
});
