import { describe, expect, test } from "vitest";
import { readableText } from "../../src/engine/checkout/readable-text.ts";

const latin = (text: string) => Buffer.from(`${text}# \xe9\n`, "latin1");

describe("what is not UTF-8 may hold functions", () => {
  test.each([
    ["t.yaml", latin("Resources:\n  A: { Type: AWS::Lambda::Function }\n")],
    ["t.json", latin('{ "Resources": { "A": { "Type": "AWS::\\u004cambda::Function" } } }')],
    ["t.yaml", Buffer.from("\ufeffResources:\n  A: { Type: AWS::Lambda::Function }\n", "utf16le")],
    ["t.template", latin("lambda")],
    ["serverless.yml", latin("functions: { a: { handler: b } }\n")],
    ["plan.json", latin('{ "type": "aws_lambda_function" }')],
    ["k.yml", latin("apiVersion: lambda.services.k8s.aws/v1alpha1\n")],
    ["main.tf", latin('resource "aws_lambda_function" "a" {}\n')],
  ])("%s", (path, bytes) => {
    expect(readableText(path, bytes)).toMatchObject({ mayHoldFunctions: true });
  });

  test.each([
    ["i18n/fr.yml", latin("lambda: déploiement\n")],
    ["lambda/fr.json", latin('{ "functions": "Fonctions" }')],
    ["t.yaml", latin("Resources:\n  A: { Type: AWS::SNS::Topic }\n")],
  ])("but not %s", (path, bytes) => {
    expect(readableText(path, bytes)).toMatchObject({ mayHoldFunctions: false });
  });
});
