import { Ajv, type ValidateFunction } from "ajv";
import addFormats from "ajv-formats";

// biome-ignore lint/suspicious/noExplicitAny: an OpenAPI description is walked, not typed.
export type Json = any;

/** An OpenAPI description of an API, to which requests and responses are held. */
export class Contract {
  readonly #description: Json;
  readonly #whose: string;
  readonly #paging: readonly Json[];
  readonly #ajv = new Ajv({ strict: false, allErrors: true });
  readonly #compiled = new Map<string, ValidateFunction>();

  /**
   * @param whose as in "GitHub's"
   * @param paging what the query of every list may have, where the description says so in words only
   */
  constructor(description: Json, whose: string, paging: readonly Json[] = []) {
    this.#description = description;
    this.#whose = whose;
    this.#paging = paging;
    addFormats.default(this.#ajv as never);
    this.#ajv.addSchema({ $id: "api", components: asJsonSchema(description.components ?? {}) });
  }

  /** What is wrong with a request; undefined when the API would take it. */
  requestProblem(method: string, url: URL, body: unknown): string | undefined {
    const operation = this.#operationOf(method, url.pathname);
    if (!operation)
      return `${this.#whose} description, as far as it is here, has no ${method} ${url.pathname}`;
    const { name, requestBody, parameters = [] } = operation;
    const schema = requestBody?.content["application/json"].schema;
    if (!schema && body !== undefined) return "a body where there is none";
    const wrong =
      schema && this.#problemOf(`${name} request`, closed(asJsonSchema(this.#flat(schema))), body);
    const inWords = method === "GET" ? this.#paging : [];
    return wrong ?? this.#queryProblem([...parameters, ...inWords], url.searchParams);
  }

  /** What is wrong with a response; undefined when the API might have sent it. */
  responseProblem(method: string, path: string, status: number, body: unknown): string | undefined {
    const operation = this.#operationOf(method, path);
    const response = operation?.responses[status];
    // Raw content and the errors of the network in between are not described.
    if (!operation || typeof body === "string") return undefined;
    if (!response) return status < 400 ? `${method} ${path} is never answered with ${status}` : undefined;
    const described = response.$ref ? this.#component(response.$ref) : response;
    const schema = described.content?.["application/json"]?.schema;
    return schema && this.#problemOf(`${operation.name} ${status}`, asJsonSchema(schema), body);
  }

  #operationOf(method: string, path: string): Json {
    for (const [template, operations] of Object.entries<Json>(this.#description.paths)) {
      const operation = operations[method.toLowerCase()];
      if (operation && patternOf(template, operation.parameters ?? []).test(path))
        return { name: `${method} ${template}`, ...operation };
    }
    return undefined;
  }

  /** What is put together of several schemas, as one, so that it can be closed. */
  #flat(schema: Json): Json {
    if (schema.$ref) return this.#flat(this.#component(schema.$ref));
    if (!schema.allOf) return schema;
    const parts: Json[] = schema.allOf.map((each: Json) => this.#flat(each));
    const properties = Object.assign({}, ...parts.map((each) => each.properties));
    return { type: "object", properties, required: parts.flatMap((each) => each.required ?? []) };
  }

  #component(reference: string): Json {
    return reference
      .split("/")
      .slice(1)
      .reduce((at: Json, name) => at[name], this.#description);
  }

  #problemOf(name: string, schema: Json, data: unknown): string | undefined {
    const validate = this.#compiled.get(name) ?? this.#ajv.compile(schema);
    this.#compiled.set(name, validate);
    return validate(data) ? undefined : this.#ajv.errorsText(validate.errors);
  }

  #queryProblem(parameters: readonly Json[], query: URLSearchParams): string | undefined {
    const known = parameters
      .map((each) => (each.$ref ? this.#component(each.$ref) : each))
      .filter((each) => each.in === "query");
    for (const { name, required } of known)
      if (required && !query.has(name)) return `the query wants ${name}`;
    for (const [name, value] of query) {
      const parameter = known.find((each) => each.name === name);
      if (!parameter) return `the query has no ${name}`;
      const { type, maximum } = parameter.schema;
      if (type === "integer" && !/^\d+$/.test(value)) return `${name} is no number: ${value}`;
      if (Number(value) > (maximum ?? (name === "per_page" ? 100 : Number.POSITIVE_INFINITY)))
        return `${name} is too large: ${value}`;
    }
    return undefined;
  }
}

function patternOf(template: string, parameters: readonly Json[]): RegExp {
  const isNumber = (name: string) =>
    parameters.some((each) => each.in === "path" && each.name === name && each.schema.type === "integer");
  const pattern = template.replace(/\{(\w+)\}/g, (_, name: string) =>
    name === "path" ? ".+" : isNumber(name) ? "\\d+" : "[^/]+",
  );
  return new RegExp(`^${pattern}$`);
}

/** OpenAPI 3.0's `nullable` and references, as JSON Schema has them. */
function asJsonSchema(part: Json): Json {
  if (Array.isArray(part)) return part.map(asJsonSchema);
  if (typeof part !== "object" || part === null) return part;
  const copy = Object.fromEntries(
    Object.entries<Json>(part).map(([key, value]) => [
      key,
      key === "$ref" && typeof value === "string" ? value.replace(/^#/, "api#") : asJsonSchema(value),
    ]),
  );
  if (copy["nullable"] !== true) return copy;
  delete copy["nullable"];
  return { anyOf: [copy, { type: "null" }] };
}

/** A body may have no property that isn't described: APIs drop such a one without a word. */
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
