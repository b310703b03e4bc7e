import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv, type ValidateFunction } from "ajv";
import addFormats from "ajv-formats";

// biome-ignore lint/suspicious/noExplicitAny: an OpenAPI description is walked, not typed.
type Json = any;

/** What GitHub's own OpenAPI description says of the requests that the Action makes: `node scripts/github-openapi.mjs` writes it. */
const description: Json = JSON.parse(readFileSync(join(import.meta.dirname, "openapi.json"), "utf8"));

const ajv = new Ajv({ strict: false, allErrors: true });
addFormats.default(ajv as never);
ajv.addSchema({ $id: "github", components: asJsonSchema(description.components) });
const compiled = new Map<string, ValidateFunction>();

/** What is wrong with a request; undefined when GitHub would take it. */
export function requestProblem(method: string, url: URL, body: unknown): string | undefined {
  if (method === "POST" && url.pathname === "/graphql") {
    return typeof (body as Json)?.query === "string" ? undefined : "no query";
  }
  const operation = operationOf(method, url.pathname);
  if (!operation) return `GitHub's description, as far as it is here, has no ${method} ${url.pathname}`;
  const { requestBody, parameters = [] } = operation;
  const schema = requestBody?.content["application/json"].schema;
  if (!schema && body !== undefined) return "a body where there is none";
  const wrong = schema && problemOf(`${operation.operationId} request`, closed(asJsonSchema(schema)), body);
  return wrong ?? queryProblem(parameters, url.searchParams) ?? proseProblem(body);
}

/** What is wrong with a response of our server; undefined when GitHub might have sent it. */
export function responseProblem(
  method: string,
  path: string,
  status: number,
  body: unknown,
): string | undefined {
  const operation = operationOf(method, path);
  const response = operation?.responses[status];
  // Raw content and the errors of the network in between are not described.
  if (!operation || typeof body === "string") return undefined;
  if (!response) return status < 400 ? `${method} ${path} is never answered with ${status}` : undefined;
  const described = response.$ref ? component(response.$ref) : response;
  const schema = described.content?.["application/json"]?.schema;
  return schema && problemOf(`${operation.operationId} ${status}`, asJsonSchema(schema), body);
}

function operationOf(method: string, path: string): Json {
  for (const [template, operations] of Object.entries<Json>(description.paths)) {
    const pattern = template.replace(/\{path\}/g, ".+").replace(/\{\w+\}/g, "[^/]+");
    if (new RegExp(`^${pattern}$`).test(path) && operations[method.toLowerCase()])
      return operations[method.toLowerCase()];
  }
  return undefined;
}

function component(reference: string): Json {
  return reference
    .split("/")
    .slice(1)
    .reduce((at: Json, name) => at[name], description);
}

function problemOf(name: string, schema: Json, data: unknown): string | undefined {
  const validate = compiled.get(name) ?? ajv.compile(schema);
  compiled.set(name, validate);
  return validate(data) ? undefined : ajv.errorsText(validate.errors);
}

function queryProblem(parameters: readonly Json[], query: URLSearchParams): string | undefined {
  const known = parameters.map((each) => (each.$ref ? component(each.$ref) : each));
  for (const [name, value] of query) {
    const parameter = known.find((each) => each.in === "query" && each.name === name);
    if (!parameter) return `the query has no ${name}`;
    if (parameter.schema.type === "integer" && !/^\d+$/.test(value)) return `${name} is no number: ${value}`;
    if (name === "per_page" && Number(value) > 100) return "a page has at most 100";
  }
  return undefined;
}

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

/** OpenAPI 3.0's `nullable` and references, as JSON Schema has them. */
function asJsonSchema(part: Json): Json {
  if (Array.isArray(part)) return part.map(asJsonSchema);
  if (typeof part !== "object" || part === null) return part;
  const copy = Object.fromEntries(
    Object.entries<Json>(part).map(([key, value]) => [
      key,
      key === "$ref" && typeof value === "string" ? value.replace(/^#/, "github#") : asJsonSchema(value),
    ]),
  );
  if (copy["nullable"] !== true) return copy;
  delete copy["nullable"];
  return { anyOf: [copy, { type: "null" }] };
}

/** A body may have no property that isn't described: GitHub drops such a one without a word. */
function closed(schema: Json): Json {
  if (typeof schema !== "object" || schema === null) return schema;
  const { properties, items } = schema;
  return {
    ...schema,
    ...(items ? { items: closed(items) } : {}),
    ...(properties
      ? {
          properties: Object.fromEntries(
            Object.entries(properties).map(([name, each]) => [name, closed(each)]),
          ),
          additionalProperties: schema.additionalProperties ?? false,
        }
      : {}),
  };
}
