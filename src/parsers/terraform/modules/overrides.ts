import type { Attribute, Block, Body } from "../syntax/ast.ts";
