import { describe, expect, it } from "vitest";
import type { Mention } from "../../src/model/mention.ts";
import { provisionedOf, scales } from "../../src/model/provisioned.ts";
import {
  alias,
  is,
  lambda,
  mentioning,
  modelOf,
  none,
  oneOf,
  open,
  provisioned,
  scheduleFor,
  target,
} from "./support.ts";

const INFINITE = Number.POSITIVE_INFINITY;
const fn = lambda("f");
const of = (resources: Parameters<typeof modelOf>[0], first = fn) =>
  provisionedOf(first, modelOf({ functions: [first], ...resources }));

describe("what a function provisions", () => {
  it("is the sum over its aliases and versions", () => {
    const amounts = [provisioned("f", "live", is(5)), provisioned("f", "7", oneOf(1, 3))];
    expect(of({ provisionedConcurrency: amounts })).toEqual({ atLeast: 6, atMost: 8 });
    expect(of({})).toEqual({ atLeast: 0, atMost: 0 });
    expect(of({ provisionedConcurrency: [provisioned("f", "live", open())] })).toEqual({
      atLeast: 0,
      atMost: INFINITE,
    });
  });

  it("may rise to the maximum of its target, or of a schedule of it", () => {
    const kept = [provisioned("f", "live", is(5))];
    const scaled = [target("f", "live", is(40))];
    expect(of({ provisionedConcurrency: kept, scalingTargets: scaled })).toEqual({ atLeast: 5, atMost: 40 });
    const schedules = [scheduleFor("function:f:live", is(60)), scheduleFor("function:f:live", none())];
    expect(of({ provisionedConcurrency: kept, scalingTargets: scaled, scalingSchedules: schedules })).toEqual(
      {
        atLeast: 5,
        atMost: 60,
      },
    );
    expect(of({ scalingTargets: scaled })).toEqual({ atLeast: 0, atMost: 40 });
    expect(of({ provisionedConcurrency: kept, scalingTargets: [target("f", "live", is(2))] })).toEqual({
      atLeast: 5,
      atMost: 5,
    });
  });

  it("takes each target once", () => {
    const kept = [provisioned("f", "live", is(5)), provisioned("f", "canary", is(5))];
    const scaled = [target("f", "canary", is(10)), target("f", "blue", is(7))];
    expect(of({ provisionedConcurrency: kept, scalingTargets: scaled })).toEqual({ atLeast: 10, atMost: 22 });
  });

  it("is for one instance of the function, however many there are of both", () => {
    const many = { instances: { atLeast: 0, atMost: INFINITE } };
    const kept = [provisioned("f", "live", is(5), many)];
    expect(of({ provisionedConcurrency: kept }, lambda("f", many))).toEqual({ atLeast: 0, atMost: 5 });
    expect(of({ provisionedConcurrency: kept })).toEqual({ atLeast: 0, atMost: INFINITE });
    const three = [provisioned("f", "live", is(5), { instances: { atLeast: 3, atMost: 3 } })];
    expect(of({ provisionedConcurrency: three })).toEqual({ atLeast: 5, atMost: 15 });
  });

  it("is there for certain under the conditions that the function is under too", () => {
    const when = [{ "condition:IsProd": "true" }];
    const maybe = { instances: { atLeast: 0, atMost: 1, when } };
    const kept = [provisioned("f", "live", is(5), maybe)];
    expect(of({ provisionedConcurrency: kept }, lambda("f", maybe))).toEqual({ atLeast: 5, atMost: 5 });
    expect(of({ provisionedConcurrency: kept })).toEqual({ atLeast: 0, atMost: 5 });
    const gone = [provisioned("f", "live", is(5), { instances: { atLeast: 0, atMost: 0, when } })];
    expect(of({ provisionedConcurrency: gone }, lambda("f", maybe))).toEqual({ atLeast: 0, atMost: 0 });
  });
});

describe("a target scales a configuration", () => {
  it("of the same alias, by reference or by name", () => {
    const hidden = { name: open<string>() };
    const aliases = [alias("live", "f", hidden), alias("blue", "f", hidden)];
    const model = modelOf({ functions: [fn], aliases });
    const named = (name: string) => ({ address: `f:${name}`, attribute: "name" });
    const kept = provisioned("f", "live", is(1), { qualifier: mentioning(named("live")) });
    const scaled = (...parts: (string | Mention)[]) =>
      target("f", "live", is(1), {
        resourceId: {
          text: open(),
          mentions: parts.filter((part) => typeof part !== "string"),
          parts: ["function:f:", ...parts],
        },
      });
    expect(scales(scaled(named("live")), kept, model)).toBe(true);
    expect(scales(scaled(named("blue")), kept, model)).toBe(false);
    expect(scales(scaled("live"), kept, model)).toBe(false);
    expect(scales(scaled("live"), provisioned("f", "live", is(1)), model)).toBe(true);
    expect(scales(scaled("live"), provisioned("f", "blue", is(1)), model)).toBe(false);
  });

  it("has nothing to do with an alias of another function", () => {
    const model = modelOf({
      functions: [fn, lambda("g")],
      aliases: [alias("live", "f"), alias("live", "g")],
      provisionedConcurrency: [provisioned("g", "live", is(9))],
      scalingTargets: [target("f", "live", is(40))],
    });
    expect(provisionedOf(fn, model)).toEqual({ atLeast: 0, atMost: 40 });
  });
});
