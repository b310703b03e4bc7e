import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Contract, type Json } from "../openapi.ts";

/** What GitHub's own OpenAPI description says of the requests that the Action makes: `node scripts/api-descriptions.mjs github` writes it. */
const contract = new Contract(
  JSON.parse(readFileSync(join(import.meta.dirname, "openapi.json"), "utf8")),
  "GitHub's",
);

/** What is wrong with a request; undefined when GitHub would take it. */
export function requestProblem(method: string, url: URL, body: unknown): string | undefined {
  if (method === "POST" && url.pathname === "/graphql")
    return typeof (body as Json)?.query === "string" ? undefined : "no query";
  return contract.requestProblem(method, url, body) ?? proseProblem(body);
}

/** What is wrong with a response of our server; undefined when GitHub might have sent it. */
export const responseProblem = contract.responseProblem.bind(contract);

/** Limits that the description states in words only. */
function proseProblem(body: Json): string | undefined {
  const tooLong = (text: unknown, most: number) => typeof text === "string" && text.length > most;
  if (tooLong(body?.body, 65_536)) return "Body is too long (maximum is 65536 characters)";
  if (body?.head_sha !== undefined && !/^[0-9a-f]{40}$/.test(body.head_sha)) return "head_sha is no commit";
  if (tooLong(body?.output?.summary, 65_535)) return "the summary is too long";
  if (tooLong(body?.output?.title, 255)) return "the title is too long";
  for (const each of body?.output?.annotations ?? []) {
    if (each.start_column !== undefined && each.start_line !== each.end_line)
      return "columns on several lines";
    if (Buffer.byteLength(each.message) > 65_536 || each.message === "")
      return "the message is too long or empty";
    if (tooLong(each.title, 255)) return "an annotation's title is too long";
    if (each.end_line < each.start_line || each.start_line < 1) return "lines in the wrong order";
  }
  for (const each of body?.comments ?? []) if (tooLong(each.body, 65_536)) return "a comment is too long";
  return undefined;
}
