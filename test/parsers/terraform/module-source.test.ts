import { describe, expect, test } from "vitest";
import { moduleIdentity } from "../../../src/parsers/terraform/modules/module-source.ts";

describe("one module has one identity, however it is spelled", () => {
  const worker = "git.example.com/acme/worker";
  test.each([
    [worker, "git@git.example.com:acme/worker.git"],
    [worker, "git::git@git.example.com:acme/worker.git?ref=v1"],
    [worker, "git::ssh://git@git.example.com/acme/worker.git"],
    [worker, "git::ssh://git@git.example.com:22/acme/worker"],
    [worker, "git::https://user:token@git.example.com/acme/worker.git/"],
    [worker, "https://Git.Example.COM/acme/worker"],
    [worker, "GIT::HTTPS://git.example.com/Acme/worker.git"],
    [worker, "git::https://git.example.com/acme/wor%6Ber.git"],
    [`${worker}//fn/Sub`, "git@git.example.com:acme/worker.git//fn/Sub?ref=v1"],
    [`${worker}//fn`, "git::ssh://git@git.example.com/acme/worker.git//fn"],
    ["terraform-aws-modules/lambda/aws", "GitHub.com/terraform-aws-modules/terraform-aws-lambda"],
    ["terraform-aws-modules/lambda/aws", "git@github.com:terraform-aws-modules/terraform-aws-lambda.git"],
    ["terraform-aws-modules/lambda/aws", "Registry.Terraform.io/terraform-aws-modules/lambda/aws"],
    ["terraform-aws-modules/lambda/aws", "tfr:///terraform-aws-modules/lambda/aws?version=8.0.0"],
    ["app.terraform.io/acme/fn/aws", "app.terraform.io/acme/fn/aws"],
    ["tf.example.com/acme/fn/aws", "tf.example.com:8443/acme/fn/aws"],
  ])("%s: %s", (identity, source) => {
    expect(moduleIdentity(source)).toBe(identity);
  });

  test("and another module has another one", () => {
    const all = [
      "git@git.example.com:acme/worker",
      "git@git.example.com:acme/workers",
      "git@git.example.org:acme/worker",
    ];
    expect(new Set(all.map(moduleIdentity)).size).toBe(3);
    expect(moduleIdentity("git@git.example.com:acme/worker//a")).not.toBe(
      moduleIdentity("git@git.example.com:acme/worker//b"),
    );
  });
});
