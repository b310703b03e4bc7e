import { cacheCompiledCode } from "./command-line/compile-cache.ts";

// Before anything else is loaded: it is what is compiled once and not in every run.
cacheCompiledCode(process.env);
import("./command-line/door.ts").then(({ runProcess }) => runProcess());
