import type { CriticalPath } from "../../rule.ts";
import type { SourceLocation } from "../../source/location.ts";
import type { FunctionPattern } from "../patterns/function-pattern.ts";

/** An entry of `critical-paths`, with its pattern compiled. */
export interface CompiledCriticalPath {
  entry: CriticalPath;
  functionAt: SourceLocation;
  expired: boolean;
  covers: FunctionPattern;
}
