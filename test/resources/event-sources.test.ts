import { describe, expect, it } from "vitest";
import { readResources } from "../../src/resources/read-resources.ts";
import type { AttributeReader } from "../../src/resources/reader.ts";
import { known, knownValue, unset, type Value } from "../../src/values/value.ts";
import { HERE, is, open } from "../model/support.ts";
import { type Attribute, Block, Resource } from "./support.ts";

class Source extends Resource {
  readonly #block: string | undefined;

  constructor(source: Attribute, block?: string) {
    super("aws_lambda_event_source_mapping.s", {
      function_name: { value: is("pay") },
      event_source_arn: source,
    });
    this.#block = block;
  }

  override blocks(name: string): Value<readonly AttributeReader[]> {
    return name === this.#block ? known([new Block({})], HERE) : unset(HERE);
  }
}

describe("the kind of an event source", () => {
  it.each<[string, Attribute, string | undefined, string | undefined]>([
    ["its ARN", { value: is("arn:aws:sqs:eu-west-1:111122223333:q") }, undefined, "sqs"],
    ["an ARN of another service", { value: is("arn:aws:s3:::bucket") }, undefined, "other"],
    ["a text that is no ARN", { value: is("queue") }, undefined, "other"],
    ["a block of Kafka's own", {}, "self_managed_event_source", "kafka"],
    ["a block of Amazon MSK", { value: open("later") }, "amazon_managed_kafka_event_source_config", "msk"],
    ["a block of DocumentDB", { value: open("later") }, "document_db_event_source_config", "documentdb"],
    ["nothing at all", {}, undefined, "other"],
    [
      "the resource that it mentions",
      { value: open("later"), mentions: [{ address: "aws_sqs_queue.q", attribute: "arn" }] },
      undefined,
      "sqs",
    ],
    [
      "a resource that is no source",
      { value: open("later"), mentions: [{ address: "aws_s3_bucket.b", attribute: "arn" }] },
      undefined,
      undefined,
    ],
  ])("is known by %s", (_, source, block, kind) => {
    const [read] = readResources([new Source(source, block)], "d").eventSources;
    expect(read && knownValue(read.kind)).toBe(kind);
  });
});
