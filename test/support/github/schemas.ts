// What GitHub's OpenAPI description says of the requests that the Action makes, with the limits that it states in prose only.
const text = (maxLength?: number) => ({ type: "string", ...(maxLength ? { maxLength } : {}) });
const line = { type: "integer", minimum: 1 };

const annotation = {
  type: "object",
  required: ["path", "start_line", "end_line", "annotation_level", "message"],
  additionalProperties: false,
  properties: {
    path: text(),
    start_line: line,
    end_line: line,
    start_column: line,
    end_column: line,
    annotation_level: { enum: ["notice", "warning", "failure"] },
    message: { type: "string", minLength: 1, maxLength: 65_536 },
    title: text(255),
    raw_details: text(65_536),
  },
};

const output = {
  type: "object",
  required: ["title", "summary"],
  additionalProperties: false,
  properties: {
    title: text(255),
    summary: text(65_535),
    text: text(65_535),
    annotations: { type: "array", maxItems: 50, items: annotation },
  },
};

const checkRun = {
  name: text(),
  head_sha: { type: "string", pattern: "^[0-9a-f]{40}$" },
  details_url: text(),
  external_id: text(),
  status: { enum: ["queued", "in_progress", "completed"] },
  conclusion: {
    enum: ["action_required", "cancelled", "failure", "neutral", "success", "skipped", "timed_out"],
  },
  output,
};

const reviewComment = {
  type: "object",
  required: ["path", "body"],
  additionalProperties: false,
  properties: {
    path: text(),
    body: text(65_536),
    line,
    side: { enum: ["LEFT", "RIGHT"] },
    start_line: line,
    start_side: { enum: ["LEFT", "RIGHT"] },
  },
};

const comment = {
  type: "object",
  required: ["body"],
  additionalProperties: false,
  properties: { body: { type: "string", minLength: 1, maxLength: 65_536 } },
};

/** The body of each request that writes, by method and path. */
export const REQUEST_SCHEMAS: readonly [method: string, path: RegExp, schema: object][] = [
  ["POST", /\/issues\/\d+\/comments$/, comment],
  ["PATCH", /\/issues\/comments\/\d+$/, comment],
  [
    "POST",
    /\/check-runs$/,
    { type: "object", required: ["name", "head_sha"], additionalProperties: false, properties: checkRun },
  ],
  ["PATCH", /\/check-runs\/\d+$/, { type: "object", additionalProperties: false, properties: checkRun }],
  [
    "POST",
    /\/pulls\/\d+\/reviews$/,
    {
      type: "object",
      required: ["event"],
      additionalProperties: false,
      properties: {
        commit_id: text(),
        body: text(65_536),
        event: { enum: ["APPROVE", "REQUEST_CHANGES", "COMMENT"] },
        comments: { type: "array", minItems: 1, items: reviewComment },
      },
    },
  ],
  ["POST", /\/graphql$/, { type: "object", required: ["query"], properties: { query: text() } }],
];
