import { describe, expect, it } from "vitest";
import { saidOf } from "./reachable.ts";

/** In the terms of a template. */
interface Spelled {
  arn: string;
  /** The same within a text of Fn::Sub. */
  sub: string;
  name: string;
  literal: string;
}
type Way = (spelled: Spelled) => string | Record<string, string>;

const LITERAL = "arn:aws:lambda:eu-west-1:111122223333:function:pay";
const PATH = "lambda:path/2015-03-31/functions";
const CLOUDFORMATION = {
  template: `Resources:
  Pay:
    Type: AWS::Lambda::Function
    Properties: { FunctionName: pay }
  V:
    Type: AWS::Lambda::Version
    Properties: { FunctionName: !Ref Pay }
  Live:
    Type: AWS::Lambda::Alias
    Properties: { FunctionName: !Ref Pay, FunctionVersion: !GetAtt V.Version, Name: live, ProvisionedConcurrencyConfig: { ProvisionedConcurrentExecutions: 4 } }
`,
  alias: { arn: "!Ref Live", sub: "${Live}", name: "pay:live", literal: `${LITERAL}:live` },
  bare: { arn: "!GetAtt Pay.Arn", sub: "${Pay.Arn}", name: "pay", literal: LITERAL },
};
const SAM = {
  template: `Transform: AWS::Serverless-2016-10-31
Resources:
  Pay:
    Type: AWS::Serverless::Function
    Properties: { FunctionName: pay, AutoPublishAlias: live, ProvisionedConcurrencyConfig: { ProvisionedConcurrentExecutions: 4 } }
`,
  alias: { ...CLOUDFORMATION.alias, arn: "!Ref Pay.Alias", sub: "${Pay.Alias}" },
  bare: CLOUDFORMATION.bare,
};
const NIGHTLY = `  Nightly:
    Type: AWS::Events::Rule
    Properties: { ScheduleExpression: rate(1 day), Targets: [{ Id: a, Arn: !GetAtt Pay.Arn }] }
`;
const resource = (type: string, properties: string, id = "It"): string =>
  `  ${id}:\n    Type: ${type}\n    Properties: ${properties}\n`;
const openApi = (uri: string): string =>
  `{ openapi: 3.0.1, paths: { /pay: { post: { x-amazon-apigateway-integration: { type: aws_proxy, httpMethod: POST, uri: ${uri} } } } } }`;
const flow = (resource: string): string =>
  `{ StartAt: Pay, States: { Pay: { Type: Task, Resource: ${resource}, End: true } } }`;
const uriOf = (sub: string): string =>
  `!Sub "arn:\${AWS::Partition}:apigateway:\${AWS::Region}:${PATH}/${sub}/invocations"`;

const CALLERS: Record<string, Way> = {
  "a state machine": ({ arn }) =>
    resource("AWS::StepFunctions::StateMachine", `{ Definition: ${flow(arn)} }`),
  "a state machine's text": ({ sub }) =>
    resource(
      "AWS::StepFunctions::StateMachine",
      `{ DefinitionString: !Sub '${JSON.stringify({ States: { Pay: { Resource: sub } } })}' }`,
    ),
  "a state machine with substitutions": ({ arn }) =>
    resource(
      "AWS::StepFunctions::StateMachine",
      `{ Definition: ${flow('"${Pay}"')}, DefinitionSubstitutions: { Pay: ${arn} } }`,
    ),
  "a state machine of SAM in a file": ({ arn }) => ({
    "template.yaml": resource(
      "AWS::Serverless::StateMachine",
      `{ DefinitionUri: flow.asl.json, DefinitionSubstitutions: { Pay: ${arn} } }`,
    ),
    "flow.asl.json": JSON.stringify({ States: { Pay: { Type: "Task", Resource: "${Pay}" } } }),
  }),
  "a state machine in a file that names it": ({ literal }) => ({
    "template.yaml": resource("AWS::Serverless::StateMachine", "{ DefinitionUri: flow.asl.yaml }"),
    "flow.asl.yaml": `States:\n  Pay:\n    Type: Task\n    Resource: ${literal}\n`,
  }),
  "a state machine in an object that names its file": ({ arn }) => ({
    "template.yaml": resource(
      "AWS::StepFunctions::StateMachine",
      `{ DefinitionS3Location: flow.json, DefinitionSubstitutions: { Pay: ${arn} } }`,
    ),
    "flow.json": JSON.stringify({ States: { Pay: { Type: "Task", Resource: "${Pay}" } } }),
  }),
  "a task's FunctionName": ({ arn }) =>
    resource(
      "AWS::StepFunctions::StateMachine",
      `{ Definition: { States: { Pay: { Resource: "arn:aws:states:::lambda:invoke", Parameters: { FunctionName: ${arn} } } } } }`,
    ),
  "a task's FunctionName by name": ({ name }) =>
    resource(
      "AWS::StepFunctions::StateMachine",
      `{ Definition: { States: { Pay: { Resource: "arn:aws:states:::lambda:invoke", Parameters: { FunctionName: "${name}" } } } } }`,
    ),
  "a task's qualifier": ({ name }) =>
    resource(
      "AWS::StepFunctions::StateMachine",
      `{ Definition: { States: { Pay: { Resource: "arn:aws:states:::lambda:invoke", Parameters: { FunctionName: !GetAtt Pay.Arn${name === "pay" ? "" : ", Qualifier: live"} } } } } }`,
    ),
  "the body of a REST API": ({ sub }) =>
    resource("AWS::ApiGateway::RestApi", `{ Body: ${openApi(uriOf(sub))} }`),
  "the body of an API of SAM": ({ sub }) =>
    resource("AWS::Serverless::Api", `{ StageName: a, DefinitionBody: ${openApi(uriOf(sub))} }`),
  "the body of an HTTP API of SAM": ({ sub }) =>
    resource("AWS::Serverless::HttpApi", `{ DefinitionBody: ${openApi(uriOf(sub))} }`),
  "the body of an API that is joined": ({ arn }) =>
    resource(
      "AWS::ApiGateway::RestApi",
      `{ Body: ${openApi(`!Join ["", ["arn:", !Ref "AWS::Partition", ":apigateway:", !Ref "AWS::Region", ":${PATH}/", ${arn}, "/invocations"]]`)} }`,
    ),
  "the body of an API in an included file": ({ sub }) => ({
    "template.yaml": resource(
      "AWS::Serverless::Api",
      `{ StageName: a, DefinitionBody: { Fn::Transform: { Name: AWS::Include, Parameters: { Location: api.yaml } } } }`,
    ),
    "api.yaml": `openapi: 3.0.1\npaths:\n  /pay:\n    post:\n      x-amazon-apigateway-integration:\n        uri:\n          Fn::Sub: "arn:\${AWS::Partition}:apigateway:\${AWS::Region}:${PATH}/${sub}/invocations"\n`,
  }),
  "the body of an API in a file": ({ literal }) => ({
    "template.yaml": resource("AWS::Serverless::Api", "{ StageName: a, DefinitionUri: api.yaml }"),
    "api.yaml": `openapi: 3.0.1\npaths:\n  /pay:\n    post:\n      x-amazon-apigateway-integration:\n        uri: arn:aws:apigateway:eu-west-1:${PATH}/${literal}/invocations\n`,
  }),
  "a method": ({ sub }) =>
    resource(
      "AWS::ApiGateway::Method",
      `{ HttpMethod: POST, Integration: { Type: AWS_PROXY, Uri: ${uriOf(sub)} } }`,
    ),
  "an integration": ({ sub }) =>
    resource(
      "AWS::ApiGatewayV2::Integration",
      `{ IntegrationType: AWS_PROXY, IntegrationUri: ${uriOf(sub)} }`,
    ),
  "an authorizer": ({ sub }) =>
    resource("AWS::ApiGateway::Authorizer", `{ Type: TOKEN, AuthorizerUri: ${uriOf(sub)} }`),
  "a pipe": ({ arn }) => resource("AWS::Pipes::Pipe", `{ Source: q, Target: ${arn} }`),
  "a schedule": ({ arn }) => resource("AWS::Scheduler::Schedule", `{ Target: { Arn: ${arn}, RoleArn: r } }`),
  "a delivery stream": ({ arn }) =>
    resource(
      "AWS::KinesisFirehose::DeliveryStream",
      `{ ExtendedS3DestinationConfiguration: { ProcessingConfiguration: { Processors: [{ Type: Lambda, Parameters: [{ ParameterName: LambdaArn, ParameterValue: ${arn} }] }] } } }`,
    ),
  "a user pool": ({ arn }) => resource("AWS::Cognito::UserPool", `{ LambdaConfig: { PreSignUp: ${arn} } }`),
  "a user pool's sender": ({ arn }) =>
    resource(
      "AWS::Cognito::UserPool",
      `{ LambdaConfig: { CustomEmailSender: { LambdaArn: ${arn}, LambdaVersion: V1_0 } } }`,
    ),
  "an IoT rule": ({ arn }) =>
    resource(
      "AWS::IoT::TopicRule",
      `{ TopicRulePayload: { Sql: s, Actions: [{ Lambda: { FunctionArn: ${arn} } }] } }`,
    ),
  "an agent": ({ arn }) =>
    resource(
      "AWS::Bedrock::Agent",
      `{ ActionGroups: [{ ActionGroupName: a, ActionGroupExecutor: { Lambda: ${arn} } }] }`,
    ),
  "a data source of AppSync": ({ arn }) =>
    resource("AWS::AppSync::DataSource", `{ Type: AWS_LAMBDA, LambdaConfig: { LambdaFunctionArn: ${arn} } }`),
  "an authorizer of AppSync": ({ arn }) =>
    resource("AWS::AppSync::GraphQLApi", `{ LambdaAuthorizerConfig: { AuthorizerUri: ${arn} } }`),
  "a destination": ({ arn }) =>
    resource(
      "AWS::Lambda::EventInvokeConfig",
      `{ FunctionName: shop, Qualifier: $LATEST, DestinationConfig: { OnFailure: { Destination: ${arn} } } }`,
    ),
  "a destination of a function of SAM": ({ arn }) =>
    resource(
      "AWS::Serverless::Function",
      `{ FunctionName: shop, EventInvokeConfig: { DestinationConfig: { OnSuccess: { Type: Lambda, Destination: ${arn} } } } }`,
    ),
  "a bucket": ({ arn }) =>
    resource(
      "AWS::S3::Bucket",
      `{ NotificationConfiguration: { LambdaConfigurations: [{ Event: e, Function: ${arn} }] } }`,
    ),
  "a topic": ({ arn }) =>
    resource("AWS::SNS::Subscription", `{ Protocol: lambda, Endpoint: ${arn}, TopicArn: t }`),
  "a topic's own subscription": ({ arn }) =>
    resource("AWS::SNS::Topic", `{ Subscription: [{ Protocol: lambda, Endpoint: ${arn} }] }`),
  "a target group": ({ arn }) =>
    resource("AWS::ElasticLoadBalancingV2::TargetGroup", `{ TargetType: lambda, Targets: [{ Id: ${arn} }] }`),
  "a rule of Config": ({ arn }) =>
    resource("AWS::Config::ConfigRule", `{ Source: { Owner: CUSTOM_LAMBDA, SourceIdentifier: ${arn} } }`),
  "a rotation": ({ arn }) =>
    resource("AWS::SecretsManager::RotationSchedule", `{ SecretId: s, RotationLambdaARN: ${arn} }`),
  "a subscription to logs": ({ arn }) =>
    resource("AWS::Logs::SubscriptionFilter", `{ DestinationArn: ${arn} }`),
  "an alarm's action": ({ arn }) => resource("AWS::CloudWatch::Alarm", `{ AlarmActions: [${arn}] }`),
  "a bot": ({ arn }) =>
    resource(
      "AWS::Lex::BotAlias",
      `{ BotAliasLocaleSettings: [{ LocaleId: en_GB, BotAliasLocaleSetting: { Enabled: true, CodeHookSpecification: { LambdaCodeHook: { CodeHookInterfaceVersion: "1.0", LambdaArn: ${arn} } } } }] }`,
    ),
  "an integration of Connect": ({ arn }) =>
    resource(
      "AWS::Connect::IntegrationAssociation",
      `{ IntegrationType: LAMBDA_FUNCTION, IntegrationArn: ${arn} }`,
    ),
  "a custom resource": ({ arn }) => resource("Custom::Migration", `{ ServiceToken: ${arn} }`),
  "a custom resource of CloudFormation": ({ arn }) =>
    resource("AWS::CloudFormation::CustomResource", `{ ServiceToken: ${arn} }`),
  "a stream": ({ arn }) =>
    resource("AWS::Lambda::EventSourceMapping", `{ EventSourceArn: s, FunctionName: ${arn} }`),
  "a delivery with a connector's own name": ({ literal }) => ({
    "other/template.yaml": `Resources:\n${resource("AWS::SNS::Subscription", `{ Protocol: lambda, Endpoint: "${literal}", TopicArn: t }`)}`,
  }),
};

const HANDED_ON: Record<string, Way> = {
  "an environment": ({ arn }) =>
    resource("AWS::Lambda::Function", `{ FunctionName: shop, Environment: { Variables: { PAY: ${arn} } } }`),
  "an environment by name": ({ name }) =>
    resource(
      "AWS::Lambda::Function",
      `{ FunctionName: shop, Environment: { Variables: { PAY: "${name}" } } }`,
    ),
  "a name with a literal alias": ({ name }) =>
    resource(
      "AWS::Lambda::Function",
      `{ FunctionName: shop, Environment: { Variables: { PAY: !Sub "\${Pay.Arn}${name.slice(3)}" } } }`,
    ),
  "a name that is joined": ({ name }) =>
    resource(
      "AWS::Lambda::Function",
      `{ FunctionName: shop, Environment: { Variables: { PAY: !Join [":", [!GetAtt Pay.Arn${name === "pay" ? "" : ", live"}]] } } }`,
    ),
  "a parameter": ({ arn }) => resource("AWS::SSM::Parameter", `{ Type: String, Value: ${arn} }`),
  "an export": ({ arn }) => `Outputs:\n  Pay:\n    Value: ${arn}\n    Export: { Name: pay }\n`,
  "a nested stack": ({ arn }) =>
    resource(
      "AWS::CloudFormation::Stack",
      `{ TemplateURL: https://example.com/t.yaml, Parameters: { Pay: ${arn} } }`,
    ),
  "a deployment group": ({ arn }) =>
    resource(
      "AWS::CodeDeploy::DeploymentGroup",
      `{ ApplicationName: a, AlarmConfiguration: { Alarms: [{ Name: ${arn} }] } }`,
    ),
  "code of Terraform": ({ literal }) => ({
    "infra/main.tf": `resource "aws_ssm_parameter" "pay" {\n  value = "${literal}"\n}\n`,
  }),
  "a program": ({ name }) => ({ "src/shop.py": `client.invoke(FunctionName="${name}")\n` }),
};

const checkout = (way: ReturnType<Way>, base: string): Record<string, string> => {
  const files = typeof way === "string" ? { "template.yaml": way } : way;
  return { ...files, "template.yaml": `${base}${files["template.yaml"] ?? ""}` };
};

for (const [format, { template, alias, bare }] of Object.entries({ CloudFormation: CLOUDFORMATION, SAM })) {
  describe(`what calls an alias or a function in ${format}`, () => {
    for (const [name, way] of Object.entries(CALLERS)) {
      it(`${name} of the alias uses what is provisioned on it`, async () => {
        expect(await saidOf(checkout(way(alias), template + NIGHTLY))).toEqual([]);
      });
      it(`${name} of the bare name doesn't`, async () => {
        expect(await saidOf(checkout(way(bare), template))).toEqual(["violation"]);
      });
    }
  });

  describe(`what an alias is handed to in ${format}`, () => {
    for (const [name, way] of Object.entries(HANDED_ON)) {
      it(`${name} may lead to a call of the alias`, async () => {
        expect(await saidOf(checkout(way(alias), template + NIGHTLY))).toEqual([]);
      });
      it(`${name} says nothing of the alias by the function's own name`, async () => {
        expect(await saidOf(checkout(way(bare), template + NIGHTLY))).toEqual(["violation"]);
      });
    }
  });
}
